import { expect, test } from 'vitest';

import { newId, newRunId } from '../../../platform/ids.ts';

test('W-15 run ids: the seconds of the moment, then 24 random hex digits', () => {
  const id = newRunId(new Date('2024-03-14T00:11:12.999Z'));
  expect(id).toMatch(/^1-65f240a0-[0-9a-f]{24}$/);
  expect(newRunId(new Date(0))).toMatch(/^1-00000000-/);
  expect(new Set(Array.from({ length: 1000 }, () => newRunId(new Date(0)))).size).toBe(1000);
});

test('W-15 other ids: a prefix and 32 random hex digits', () => {
  expect(newId('nt_')).toMatch(/^nt_[0-9a-f]{32}$/);
  expect(newId('nt_')).not.toBe(newId('nt_'));
});
