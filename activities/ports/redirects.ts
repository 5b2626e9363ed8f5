/** Statuses of answers that are followed where they name a location. A-40 */
export const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
