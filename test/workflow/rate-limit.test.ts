import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { outbox } from '../../activities/deliver/providers/outbox.ts';
import { ask, invoke } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { numbered, readersOf } from '../support/lists.ts';
import { ownNamespace } from '../support/namespace.ts';

const SENDS = 60;
const READERS = 60;
const MAX = 20;
/** When the provider was called, and for whom; a busy worker may call later than its slot, never before it. */
const calls: { at: number; key: string }[] = [];
const provider: typeof outbox = {
  ...outbox,
  deliver: async (_config, { key }) => {
    calls.push({ at: performance.now(), key });
    return { kind: 'sent', answer: '250 ok' };
  },
};

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine({ ...temporal, outbox: false, ports: { providers: { outbox: provider } } });
});

afterAll(async () => {
  await engine.close();
  await temporal.close();
});

it('row 18 R-28 rate limit: single sends and a list at once stay within it, and everyone gets one', {
  timeout: 120_000,
}, async () => {
  const limit = { provider: 'outbox', rate_limit: { max: MAX, per: 'second' } };
  expect((await ask(engine, 'POST', '/providers', limit)).status).toBe(201);
  await readersOf(engine, 'all', numbered(READERS));
  const content = { title: 'T', body: 'B' };
  const steps = [{ action: 'send-list', list: 'all', message: { content } }];
  const began = performance.now();
  await invoke(engine, { automation: { steps } });
  const send = { action: 'send', message: { to: { email: 'a@example.com' }, content } };
  await Promise.all(Array.from({ length: SENDS }, () => invoke(engine, { automation: { steps: [send] } })));
  await eventually(async () => {
    const told = await engine.database.query('SELECT status, count(*)::int FROM message GROUP BY status');
    expect(told).toEqual([{ status: 'SENT', count: SENDS + READERS }]);
  }, 90_000);
  expect([calls.length, new Set(calls.map(({ key }) => key)).size]).toEqual([SENDS + READERS, SENDS + READERS]);
  const early = calls.filter(({ at }, place) => at - began < (1_000 * (place + 1 - MAX)) / MAX);
  expect(early).toEqual([]);
});
