/** How many rows a page has where the request does not say. */
export const PAGE_SIZE = 20;
