import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { RateLimit, SlotRequest } from '../../../../activities/ports/pace.ts';
import { MemoryPace } from '../../../../platform/memory/memory-pace.ts';

const PER_MS = { second: 1_000, minute: 60_000, hour: 3_600_000 };

function paced(rateLimit: RateLimit | undefined) {
  const clock = { time: 0 };
  const pace = new MemoryPace({ providers: [{ id: 'p', ...(rateLimit && { rateLimit }) }] }, () => clock.time);
  const take = (request: Partial<SlotRequest> = {}) =>
    pace.take({ providerId: 'p', wanted: 1, line: 'single', isBack: false, withinMs: 5_000, ...request });
  return { clock, take };
}

const limits = fc.record<RateLimit>({
  max: fc.integer({ min: 1, max: 50 }),
  per: fc.constantFrom('second', 'minute', 'hour'),
});
const arrivals = fc.array(
  fc.record({
    afterMs: fc.nat(3_000),
    wanted: fc.integer({ min: 1, max: 50 }),
    line: fc.constantFrom<SlotRequest['line']>('single', 'list'),
    isBack: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

it('R-28 pace: whoever asks, and when, no window has more calls than the limit', async () => {
  await fc.assert(
    fc.asyncProperty(limits, arrivals, async (limit, asked) => {
      const { clock, take } = paced(limit);
      const calls: number[] = [];
      for (const { afterMs, ...request } of asked) {
        clock.time += afterMs;
        for (const { isTaken, inMs } of await take({ ...request, withinMs: request.line === 'list' ? 4_000 : 5_000 }))
          if (isTaken) calls.push(clock.time + inMs);
      }
      for (const [place, at] of calls.entries()) {
        const next = calls[place + limit.max];
        if (next !== undefined) expect(next - at).toBeGreaterThanOrEqual(PER_MS[limit.per] - 1e-3);
      }
    }),
    { seed: 20261121, numRuns: 300 },
  );
});

it('R-28 pace: what is far off is told when to come, each one slot after the other, and gets in then', async () => {
  const { clock, take } = paced({ max: 1, per: 'second' });
  const slots = await take({ wanted: 60 });
  expect(slots.map(({ isTaken }) => isTaken)).toEqual([...Array(6).fill(true), ...Array(54).fill(false)]);
  expect(slots.map(({ inMs }) => inMs)).toEqual(Array.from({ length: 60 }, (_, place) => place * 1_000));
  for (const { inMs } of slots.slice(6)) {
    clock.time = inMs;
    expect(await take({ isBack: true })).toEqual([{ isTaken: true, inMs: 0 }]);
  }
});

it('R-28 pace: who comes later waits behind those who wait; a list holds up nobody who is sent to alone', async () => {
  const { clock, take } = paced({ max: 1, per: 'second' });
  await take({ wanted: 1_000, line: 'list', withinMs: 4_000 });
  expect(await take()).toEqual([{ isTaken: true, inMs: 5_000 }]);
  expect(await take({ wanted: 100 })).toContainEqual({ isTaken: false, inMs: 105_000 });
  clock.time = 5_500;
  expect(await take()).toEqual([{ isTaken: false, inMs: 100_500 }]);
  expect(await take({ isBack: true })).toEqual([{ isTaken: true, inMs: 500 }]);
});

it('R-28 pace: a clock that is put back holds nobody up for longer than a limit could', async () => {
  const { clock, take } = paced({ max: 1, per: 'second' });
  clock.time = 1e9;
  await take();
  clock.time = 0;
  expect(await take()).toEqual([{ isTaken: false, inMs: 11_000 }]);
});

it('R-28 pace: without a limit every slot is now', async () => {
  expect(await paced(undefined).take({ wanted: 2 })).toEqual(Array(2).fill({ isTaken: true, inMs: 0 }));
});
