import { parseArgs } from 'node:util';

/** What `npm run proof` was asked for. */
export interface ProofOptions {
  minutes: number;
  seed: number;
}

/** Reads the arguments of the command; without a seed one is drawn. Throws for what is no number. */
export function readOptions(args: string[]): ProofOptions {
  const { values } = parseArgs({ args, options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
  const minutes = numberOf('minutes', values.minutes ?? '2');
  const seed = numberOf('seed', values.seed ?? `${Math.floor(Math.random() * 1_000_000)}`);
  return { minutes, seed: Math.floor(seed) };
}

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name}: must be a number above 0, such as 10`);
  return number;
}
