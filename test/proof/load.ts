import { environments } from './environments.ts';
import type { Errand } from './errand.ts';
import type { Random } from './random.ts';
import { shapes } from './shapes.ts';

const EVERY_MS = { least: 150, most: 550 };

/** As many of each shape as its weight says. */
const deck = shapes.flatMap(([weight, shape]) => Array<(typeof shapes)[number][1]>(weight).fill(shape));

/** The errands of so many milliseconds, the same for the same random numbers: every shape comes before they begin anew. */
export function loadOf(random: Random, durationMs: number): Errand[] {
  const errands: Errand[] = [];
  let left: typeof deck = [];
  for (let atMs = 0; atMs < durationMs; atMs += random.between(EVERY_MS.least, EVERY_MS.most)) {
    if (left.length === 0) left = random.shuffled(deck);
    const number = errands.length;
    const shape = left.pop() as (typeof deck)[number];
    errands.push({ atMs, environment: random.pick(environments), key: `request-${number}`, ...shape(number, random) });
  }
  return errands;
}
