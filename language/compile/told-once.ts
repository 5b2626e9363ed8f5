import type { Problem } from '../problem.ts';

/** Tells a problem that several copies of a message share once, and what only one of them has, too. W-08 */
export function toldOnce(report: (problem: Problem) => void): (problem: Problem) => void {
  const told = new Set<string>();
  return (problem) => {
    const said = JSON.stringify([problem.path, problem.message]);
    if (told.has(said)) return;
    told.add(said);
    report(problem);
  };
}
