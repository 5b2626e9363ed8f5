import { expect, it } from 'vitest';

import { type Fault, faultsOf, type Pace } from '../../proof/faults.ts';
import { linkNames } from '../../proof/links.ts';
import { pieceNames } from '../../proof/product.ts';
import { Random } from '../../proof/random.ts';

const pace: Pace = { pauseMs: [100, 200], forMs: [10, 20] };

function nameOf(fault: Fault): string {
  if ('piece' in fault) return `${fault.kind} ${fault.piece}`;
  return 'link' in fault ? `${fault.kind} ${fault.link}` : fault.kind;
}

it('F-13 faults: the same seed makes the same faults, another seed others', () => {
  const faultsBy = (seed: number) => faultsOf(new Random(seed), 60_000, pace);
  expect(faultsBy(1)).toEqual(faultsBy(1));
  expect(faultsBy(1)).not.toEqual(faultsBy(2));
});

it('F-13 faults: every process is killed twice, and every connection cut, slowed and silenced, before they begin anew', () => {
  const links = ['cut', 'silence', 'slow'].flatMap((kind) => linkNames.map((link) => `${kind} ${link}`));
  const kills = pieceNames.map((piece) => `kill ${piece}`);
  const all = [...kills, ...kills, ...links, 'refuse mail'].sort();
  const faults = faultsOf(new Random(3), 200 * all.length, pace).slice(0, all.length);
  expect(faults.map(nameOf).sort()).toEqual(all);
});
