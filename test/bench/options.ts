import { parseArgs } from 'node:util';

import { type BenchName, benches } from './benches.ts';

/** What `npm run bench` was asked for. */
export interface BenchOptions {
  names: BenchName[];
  /** Every size is multiplied by it; figures are of the documented sizes at 1. */
  scale: number;
}

/** Reads the arguments of the command: names of benches, all when there are none. Throws for a name that no bench has. */
export function readOptions(args: string[]): BenchOptions {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { scale: { type: 'string' } } });
  const scale = Number(values.scale ?? 1);
  if (!(scale > 0)) throw new Error('--scale: must be a number above 0, such as 0.1');
  const all = Object.keys(benches) as BenchName[];
  const names = positionals.map((given) => {
    const name = all.find((each) => each.toLowerCase() === given.toLowerCase());
    if (!name) throw new Error(`${given}: there is no such bench, only ${all.join(', ')}`);
    return name;
  });
  return { names: names.length > 0 ? names : all, scale };
}
