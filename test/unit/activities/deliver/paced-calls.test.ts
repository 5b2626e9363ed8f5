import { expect, it } from 'vitest';

import { messageIdOf } from '../../../../activities/deliver/message-id.ts';
import { MOST_WAITING, PacedCalls } from '../../../../activities/deliver/paced-calls.ts';
import type { Answer } from '../../../../activities/deliver/providers/provider.ts';
import type { ProviderConfig } from '../../../../activities/ports/provider-config.ts';
import { MemoryPace } from '../../../../platform/memory/memory-pace.ts';
import { MemoryRows } from '../../../../platform/memory/memory-rows.ts';
import { eventually } from '../../../support/eventually.ts';
import { FakeProvider } from '../../../support/fake-provider.ts';
import { acceptVirtually, RUN_ID } from '../../../support/virtual.ts';

const HOUR_MS = 60 * 60_000;
const hourly = { rateLimit: { max: 1, per: 'hour' } } as const;
const send = { action: 'send', message: { to: { email: 'ada@x.io' }, content: { title: 'T', body: 'B' } } };
const transient: Answer = { kind: 'transient', answer: '451 later' };

/** A run of two sends over the providers, of which the first has a limit. */
function arrange(
  answers: Answer[] = [],
  { mock = false, ...limit }: Partial<ProviderConfig> & { mock?: boolean } = hourly,
) {
  const rows = new MemoryRows();
  const [limited, other] = [new FakeProvider('limited', answers), new FakeProvider('other')];
  rows.providers.push(limited.configured(limit), other.configured());
  const clock = { time: 1_000_000 };
  const request = { automation: { steps: [send, send] } };
  const accepted = acceptVirtually(request, { rows, providers: [limited, other], mock, now: () => clock.time });
  const { activities, call } = accepted;
  const messageId = messageIdOf(RUN_ID, 1);
  const deliver = (order: number) => activities.deliver({ ...call(order), at: clock.time });
  const goOn = () => activities.deliverMessage({ messageId, at: clock.time });
  const delivery = () => rows.messages.get(messageId)?.deliveries[0];
  return { clock, limited, other, rows, messageId, deliver, goOn, delivery, activities, call };
}

it('R-28 rate limit: a slot that is far off defers the delivery; its run goes on, and no other provider is asked', async () => {
  const { clock, limited, other, messageId, deliver, goOn, delivery } = arrange();
  await deliver(0);
  const resumesAt = clock.time + HOUR_MS;
  expect(await deliver(1)).toEqual({ kind: 'processed', messageId, resumesAt });
  expect([limited.parcels.length, other.parcels.length]).toEqual([1, 0]);
  expect(delivery()).toMatchObject({ status: 'deferred', retryAt: resumesAt });
  clock.time = resumesAt;
  expect(await goOn()).toEqual({ kind: 'ended' });
  expect([limited.parcels.length, other.parcels.length]).toEqual([2, 0]);
  expect(delivery()).toMatchObject({ status: 'sent', since: resumesAt });
});

it('R-28 §11.4 rate limit: the day for which a delivery is tried begins with its first call', async () => {
  const { clock, rows, deliver, goOn, delivery } = arrange([{ kind: 'sent', answer: 'ok' }, transient]);
  rows.providers.pop();
  await deliver(0);
  await deliver(1);
  expect(delivery()).toMatchObject({ since: undefined, providerId: undefined });
  clock.time += 48 * HOUR_MS;
  expect(await goOn()).toMatchObject({ kind: 'waits', until: clock.time + 5_000 });
});

it('R-28 rate limit: a slot that is near is waited for', async () => {
  const { limited, deliver } = arrange([], { rateLimit: { max: 5, per: 'second' } });
  await deliver(0);
  const before = performance.now();
  await deliver(1);
  expect(performance.now() - before).toBeGreaterThan(190);
  expect(limited.parcels.length).toBe(2);
});

it('R-28 rate limit: a worker that stops while it waits has called nobody', async () => {
  const { limited, deliver, activities, call, clock } = arrange([], { rateLimit: { max: 1, per: 'second' } });
  await deliver(0);
  const stopping = new AbortController();
  const delivering = activities.deliver({ ...call(1), at: clock.time }, stopping.signal);
  stopping.abort();
  expect(await delivering).toMatchObject({ kind: 'processed', resumesAt: expect.any(Number) });
  expect(limited.parcels.length).toBe(1);
});

it('R-28 rate limit: what a mock key sends takes nobody’s slot', async () => {
  const { rows, deliver } = arrange([], { ...hourly, mock: true });
  await deliver(0);
  await deliver(1);
  expect([...rows.messages.values()].map(({ status }) => status)).toEqual(['SIMULATED', 'SIMULATED']);
});

it('R-28 rate limit: an outcome that is not known stays so while its next call waits', async () => {
  const { clock, limited, rows, deliver, goOn, delivery, messageId } = arrange([
    { kind: 'unknown', answer: 'the connection broke' },
  ]);
  Object.assign(rows.providers[0] as ProviderConfig, { rateLimit: { max: 1, per: 'minute' } });
  await deliver(1);
  clock.time += 10_000;
  expect(await goOn()).toMatchObject({ kind: 'waits' });
  expect([limited.parcels.length, delivery()?.status, rows.messages.get(messageId)?.status]).toEqual([
    1,
    'unknown',
    'ROUTED',
  ]);
});

/** Single calls of a provider that may be called ten times a second. */
function waitingRoom() {
  const provider = new FakeProvider('limited').configured({ rateLimit: { max: 10, per: 'second' } });
  const calls = new PacedCalls(new MemoryPace({ providers: [provider] }), 0);
  const stopping = new AbortController();
  const told: (number | undefined)[] = [];
  const wait = (count: number) =>
    Array.from({ length: count }, () =>
      calls.wait(provider, false, stopping.signal).then((wait) => {
        told.push(wait.kind === 'later' ? wait.inMs : undefined);
      }),
    );
  return { wait, told, stopping };
}

it('R-28 row 4 rate limit: however many calls come at once, half of the places stay free for those that need not wait', async () => {
  const { wait, told, stopping } = waitingRoom();
  const waits = wait(100);
  await eventually(() => expect(told.filter((inMs) => inMs !== undefined)).toHaveLength(100 - MOST_WAITING));
  const farthest = Math.max(...told.map((inMs = 0) => inMs));
  expect(farthest).toBeGreaterThan(9_000);
  expect(farthest).toBeLessThan(10_000);
  stopping.abort();
  await Promise.all(waits);
});

it('R-28 rate limit: who has left makes room for another to wait', async () => {
  const { wait, told } = waitingRoom();
  await Promise.all(wait(MOST_WAITING + 3));
  const putOff = told.filter((inMs) => inMs !== undefined);
  expect(putOff).toHaveLength(3);
  await Promise.all(wait(1));
  expect(told.at(-1)).toBeUndefined();
});
