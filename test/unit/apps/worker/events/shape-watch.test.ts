import { expect, it } from 'vitest';

import type { ReceivedEvent } from '../../../../../activities/ports/events.ts';
import { ShapeWatch } from '../../../../../apps/worker/events/shape-watch.ts';
import type { SeenShape } from '../../../../../platform/database/events/event-shapes.ts';

const HOUR_MS = 3_600_000;

function watch() {
  const written: string[][] = [];
  const clock = { now: 1_000 * HOUR_MS };
  const see = async (shapes: readonly SeenShape[]) => {
    written.push(shapes.map(({ name, path }) => `${name} ${path}`.trim()));
  };
  return { written, clock, watch: new ShapeWatch({ see }, () => clock.now) };
}

const event = (name: string, properties = {}) =>
  ({ environmentId: 'test', type: 'track', name, body: { properties } }) as unknown as ReceivedEvent;

it('§6 what is new is written once, by one statement a batch', async () => {
  const { written, watch: under } = watch();
  await under.see([event('A', { n: 1 }), event('A', { n: 2 }), event('B')]);
  await under.see([event('A', { n: 3 }), event('B')]);
  await under.see([event('A', { n: 'text', m: 1 })]);
  expect(written).toEqual([
    ['A', 'A properties.n', 'B'],
    ['A properties.n', 'A properties.m'],
  ]);
});

it('§6 what is still seen is written again after a day', async () => {
  const { written, clock, watch: under } = watch();
  await under.see([event('A')]);
  clock.now += 23 * HOUR_MS;
  await under.see([event('A')]);
  clock.now += 2 * HOUR_MS;
  await under.see([event('A')]);
  expect(written).toEqual([['A'], ['A']]);
});

it('§6 what could not be written is written with the next batch, and no name that is too long', async () => {
  const failing = { see: () => Promise.reject(new Error('away')) };
  const under = new ShapeWatch(failing);
  await expect(under.see([event('A')])).rejects.toThrow('away');
  await expect(under.see([event('A')])).rejects.toThrow('away');
  await under.see([event('x'.repeat(201), { n: 1 })]);
});

it('§6 of very much that is new the rest is written when it is seen again', async () => {
  const { written, watch: under } = watch();
  const events = Array.from({ length: 1_500 }, (_, index) => event(`name-${index}`));
  await under.see(events);
  await under.see(events);
  expect(written.map(({ length }) => length)).toEqual([1_000, 500]);
});
