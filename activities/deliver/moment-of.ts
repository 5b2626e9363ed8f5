/** Now, in milliseconds since the epoch: a run on a clock that is ahead of this computer's lives by its own. */
export function momentOf({ at }: { at: number }, now: () => number): number {
  return Math.max(at, now());
}
