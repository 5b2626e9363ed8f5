import type { Problem } from '../../../language/problem.ts';

/** Problems of what was made of a request, with the paths that its body has: `places` are pairs of a path there and one here. */
export function renamed(problems: readonly Problem[], places: readonly [string, string][]): Problem[] {
  return problems.map(({ path, message }) => {
    const place = places.find(([there]) => path === there || path.startsWith(`${there}.`));
    if (!place) return { path, message };
    const [there, here] = place;
    return { path: `${here}${path.slice(there.length)}`.replace(/^\./, ''), message };
  });
}
