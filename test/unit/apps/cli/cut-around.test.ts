import { expect, it } from 'vitest';

import { cutAround } from '../../../../apps/cli/cut-around.ts';
import type { MarkedLine } from '../../../../apps/cli/marked-line.ts';

const line = (mark: MarkedLine['mark'], text: string): MarkedLine => ({ mark, text });
const same = 'x'.repeat(5_000);

it('DR-35 cut around: lines that are not too long stay as they are', () => {
  const lines = [line('-', 'x'.repeat(200)), line('+', 'y')];
  expect(cutAround(lines)).toEqual(lines);
});

it('DR-35 cut around: a long one is shown where it differs from the one that took its place', () => {
  const lines = [
    line('-', 'first'),
    line('-', `${same}old${same}`),
    line('+', 'fresh'),
    line('+', `${same}new${same}`),
    line(' ', `kept${same}`),
  ];
  const [, old = '', , fresh = '', kept = ''] = cutAround(lines).map(({ text }) => text);
  expect([old, fresh]).toEqual([
    `…${'x'.repeat(60)}old${'x'.repeat(137)}…`,
    `…${'x'.repeat(60)}new${'x'.repeat(137)}…`,
  ]);
  expect(kept).toBe(`kept${'x'.repeat(196)}…`);
});

it('DR-35 cut around: one that differs at its end is shown to its end, one that nothing took the place of from its beginning', () => {
  expect(cutAround([line('-', `${same}old`), line('+', `${same}new`)])[1]?.text).toBe(`…${'x'.repeat(197)}new`);
  expect(cutAround([line('-', `old${same}`)])[0]?.text).toBe(`old${'x'.repeat(197)}…`);
});
