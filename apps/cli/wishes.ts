import { parseArgs } from 'node:util';

import { options } from './options.ts';
import { WrongUse } from './wrong-use.ts';

/** What was asked for after `simulate`. */
export type SimulationWishes = { file: string } & ReturnType<typeof read>['values'];

/** What the command line asks for. */
export type Wishes = { kind: 'help' } | { kind: 'version' } | ({ kind: 'simulate' } & SimulationWishes);

/** @throws WrongUse */
export function wishesOf(words: string[]): Wishes {
  const { values, positionals } = read(words);
  const [command, file, ...others] = positionals;
  if (values.help || command === 'help') return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  if (command === undefined) throw new WrongUse('a command is missing: simulate or help');
  if (command !== 'simulate') throw new WrongUse(`there is no command ${command}, only simulate and help`);
  if (file === undefined) throw new WrongUse('simulate needs a file');
  if (others.length > 0) throw new WrongUse(`simulate takes one file, and not ${others.join(' ')} as well`);
  return { kind: 'simulate', file, ...values };
}

function read(words: string[]) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true });
  } catch (error) {
    // Node explains at length how a word with dashes could be a file.
    throw new WrongUse((error as Error).message.replace(/\. To specify .*/s, ''));
  }
}
