import { expect, it } from 'vitest';

import { loadOf } from '../../proof/load.ts';
import { Random } from '../../proof/random.ts';

it('F-13 load: the same seed makes the same requests, another seed others', () => {
  const loadBy = (seed: number) => loadOf(new Random(seed), 60_000);
  expect(loadBy(1)).toEqual(loadBy(1));
  expect(loadBy(1)).not.toEqual(loadBy(2));
});

it('F-13 load: every request has a key and every mail a subject of its own', () => {
  const load = loadOf(new Random(4), 300_000);
  const subjects = load.flatMap(({ body }) =>
    [body, ...(body.automation?.steps ?? [])].flatMap(({ message }) => message?.content?.title ?? []),
  );
  expect(new Set(load.map(({ key }) => key)).size).toBe(load.length);
  expect(new Set(subjects).size).toBe(subjects.length);
});
