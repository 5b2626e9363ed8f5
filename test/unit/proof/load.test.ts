import { expect, it } from 'vitest';

import { loadOf } from '../../proof/load.ts';
import { Random } from '../../proof/random.ts';
import { shapes } from '../../proof/shapes.ts';

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

it('F-13 load: one deal of errands has all there is: lists, invokes, messages held back, every kind of sequel', () => {
  const deal = shapes.reduce((sum, [weight]) => sum + weight, 0);
  const load = loadOf(new Random(5), 60_000).slice(0, deal);
  const actions = load.flatMap(({ body }) => body.automation?.steps.map(({ action }) => action) ?? ['/send']);
  expect([...new Set(actions)].sort()).toEqual(['/send', 'delay', 'invoke', 'send', 'send-list']);
  const lists = load.filter(({ body }) => body.automation?.steps.some(({ list }) => list));
  expect(lists.filter(({ sequel }) => sequel?.kind === 'cancel by token')).toHaveLength(1);
  const heldBack = load.filter(({ delayMs }) => delayMs);
  expect(heldBack.map(({ sequel }) => sequel?.kind ?? 'none').sort()).toEqual([
    'cancel the message',
    'cancel the message',
    'none',
    'none',
  ]);
  expect([...new Set(load.flatMap(({ sequel }) => sequel?.kind ?? []))].sort()).toEqual([
    'cancel by run',
    'cancel by token',
    'cancel the message',
    'resend',
    'the same again',
  ]);
});
