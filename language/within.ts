import type { Problem } from './problem.ts';

/** A problem of what stands at `place` as one of the whole. */
export function within(place: string, { path, message }: Problem): Problem {
  return { path: [place, path].filter(Boolean).join('.'), message };
}
