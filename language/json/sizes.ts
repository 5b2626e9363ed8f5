/** How many objects and arrays may stand in each other, in a request or in a fetched answer. W-13 */
export const DEEPEST_JSON = 64;

/** In characters: what a request can bring along (W-30), and so what may be made of it. */
export const LARGEST_JSON = 6_000_000;
