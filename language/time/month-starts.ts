/** The beginnings of 48 months, a leap year's among them, in ms since the epoch: months have a length only from some day on. */
export const MONTH_STARTS: readonly number[] = Array.from({ length: 48 }, (_, month) => Date.UTC(1970, month, 1));
