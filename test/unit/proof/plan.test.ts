import { describe, expect, it } from 'vitest';

import { faultsOf, type Pace } from '../../proof/faults.ts';
import { linkNames } from '../../proof/links.ts';
import { loadOf } from '../../proof/load.ts';
import { readOptions } from '../../proof/options.ts';
import { pieceNames } from '../../proof/product.ts';
import { Random } from '../../proof/random.ts';

const pace: Pace = { pauseMs: [100, 200], forMs: [10, 20] };

describe('the plan of a proof', () => {
  it('F-13 proof: the same seed makes the same load and the same faults, another seed others', () => {
    const planOf = (seed: number) => [loadOf(new Random(seed), 60_000), faultsOf(new Random(seed), 60_000, pace)];
    expect(planOf(1)).toEqual(planOf(1));
    expect(planOf(1)).not.toEqual(planOf(2));
  });

  it('F-13 proof: every process is killed and every connection cut, slowed and silenced before anything comes again', () => {
    const count = 2 * pieceNames.length + 3 * linkNames.length + 1;
    const faults = faultsOf(new Random(3), 200 * count, pace).slice(0, count);
    const names = faults.map((fault) => {
      if ('piece' in fault) return `${fault.kind} ${fault.piece}`;
      return 'link' in fault ? `${fault.kind} ${fault.link}` : fault.kind;
    });
    const links = ['cut', 'silence', 'slow'].flatMap((kind) => linkNames.map((link) => `${kind} ${link}`));
    const kills = pieceNames.map((piece) => `kill ${piece}`);
    expect(names.sort()).toEqual([...kills, ...kills, ...links, 'refuse mail'].sort());
  });

  it('F-13 proof: every request has a key and every mail a subject of its own', () => {
    const load = loadOf(new Random(4), 300_000);
    const subjects = load.flatMap(({ body }) =>
      [body, ...(body.automation?.steps ?? [])].flatMap(({ message }) => message?.content?.title ?? []),
    );
    expect(new Set(load.map(({ key }) => key)).size).toBe(load.length);
    expect(new Set(subjects).size).toBe(subjects.length);
  });
});

describe('its command', () => {
  it('F-13 proof: minutes and seed are read, and a seed is drawn where there is none', () => {
    expect(readOptions(['--minutes', '10', '--seed', '5'])).toEqual({ minutes: 10, seed: 5 });
    expect(readOptions([]).seed).toBeGreaterThan(0);
  });

  it.each(['soon', '0', '-1', ''])('F-13 proof: minutes cannot be "%s"', (minutes) => {
    expect(() => readOptions([`--minutes=${minutes}`])).toThrow('--minutes: must be a number above 0, such as 10');
  });
});
