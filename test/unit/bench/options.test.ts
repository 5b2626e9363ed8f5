import { describe, expect, it } from 'vitest';

import { benches } from '../../bench/benches.ts';
import { readOptions } from '../../bench/options.ts';

describe('options of npm run bench', () => {
  it('names are read in any case, and none means all', () => {
    expect(readOptions(['b2', 'Overload'])).toEqual({ names: ['B2', 'overload'], scale: 1 });
    expect(readOptions([]).names).toEqual(Object.keys(benches));
  });

  it.each([
    { args: ['B5'], problem: 'B5: there is no such bench' },
    { args: ['--scale', 'much'], problem: '--scale: must be a number above 0' },
    { args: ['--scale', '0'], problem: '--scale: must be a number above 0' },
  ])('$args is refused: $problem', ({ args, problem }) => {
    expect(() => readOptions(args)).toThrow(problem);
  });
});
