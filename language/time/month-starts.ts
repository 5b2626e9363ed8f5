/** The beginnings of the 48 months that one leap year is among, in ms since the epoch: a duration of months has a length only from one. */
export const MONTH_STARTS: readonly number[] = Array.from({ length: 48 }, (_, month) => Date.UTC(1970, month, 1));
