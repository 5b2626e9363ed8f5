/** So long nothing else happens before or after it, in milliseconds. */
const APART = 5 * 60_000;

/** Which pause, and how far into it. */
export interface Moment {
  /** Any number from 0. */
  pause: number;
  /** From 0 to 1. */
  share: number;
}

/** An instant at which nothing happens of what happens at others; undefined where they lie too close together. */
export function momentBetween(instants: readonly number[], { pause, share }: Moment): number | undefined {
  const sorted = [...instants].sort((one, other) => one - other);
  const pauses = sorted.flatMap((from, index) => {
    const to = sorted[index + 1];
    return to !== undefined && to - from > 2 * APART ? [{ from: from + APART, to: to - APART }] : [];
  });
  const chosen = pauses[pause % pauses.length];
  return chosen && Math.floor(chosen.from + share * (chosen.to - chosen.from));
}
