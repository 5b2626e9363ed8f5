import { describe, expect, it } from 'vitest';

import { readersOf } from '../../support/simulation/readers-of.ts';
import { simulateNodes, simulateSteps } from '../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../support/virtual.ts';

const message = { to: { email: 'ada@example.com' }, content: { title: 'T', body: 'B' } };
const send = { action: 'send', message };
const delay = { action: 'delay', duration: '1 hour' };
const fetchData = { action: 'fetch-data', webhook: { url: 'https://example.com/', method: 'GET' } };
const update = { action: 'update-profile', profile: { plan: 'gold' } };
const cancel = { action: 'cancel', cancelation_token: 'nobody’s' };
const held = { ...send, message: { ...message, delay: { duration: 3_600_000 } } };
const list = { action: 'send-list', list: 'news', message: { content: { title: 'T', body: 'B' } } };

const exit = { type: 'exit' };
const wait = { type: 'delay', mode: 'duration', duration: 'PT1H' };
const fetch = { type: 'fetch', method: 'get', url: 'https://example.com/', merge_strategy: 'overwrite' };
const throttle = { type: 'throttle', scope: 'global', max_allowed: 1_000, period: 'PT1H' };
const branch = { type: 'branch', paths: [{ conditions: ['data.a', 'exists'], nodes: [] }], default: { nodes: [] } };
const sendNode = { type: 'send', message: { template: 'WELCOME', to: { email_override: 'a@example.com' } } };
const retain = { type: 'first', count: 1 };
const batch = { type: 'batch', scope: 'user', wait_period: 'PT1H', max_wait_period: 'PT2H', retain };

function world(readers = 0) {
  const rows = memoryRows();
  const version = { id: 'v1', number: 1, body: { content: { title: 'T', body: 'B' } } };
  rows.templates.push({ id: 'nt_1', alias: 'WELCOME', archived: false, version });
  readersOf(rows, 'news', readers);
  return { rows };
}

/** The table at the end of docs/architecture.md, which tests on Temporal hold. */
describe('run meter', () => {
  it.each<[string, object[], number, number]>([
    ['send', [send], 11, 2],
    ['send – delay – send', [send, delay, send], 23, 5],
    ['update-profile', [update], 6, 2],
    ['cancel', [cancel], 6, 2],
    ['fetch-data – update-profile – send', [fetchData, update, send], 18, 4],
    ['two steps of one workflow task', [update, cancel], 7, 2],
    ['a last wait', [delay], 12, 4],
    ['a message that waits longer than its run', [held], 16, 6],
    ['a message that ends while its run waits', [held, { ...delay, duration: '2 hours' }], 27, 9],
  ])('DR-05 run meter: %s', async (_, steps, events, actions) => {
    const { cost } = await simulateSteps(steps, { recipient: 'ada' }, world());
    expect(cost).toEqual({ events, actions });
  });

  it.each([
    [0, 5],
    [60, 5],
    [1_000, 5],
    [1_060, 6],
  ])('DR-05 run meter: a send to a list of %d', async (readers, actions) => {
    expect((await simulateSteps([list], {}, world(readers))).cost).toEqual({ events: 15, actions });
  });

  it.each<[string, object[], number, number]>([
    ['trigger – exit', [], 7, 2],
    ['a branch', [branch], 8, 2],
    ['a throttle', [throttle], 8, 2],
    ['a delay', [wait], 13, 4],
    ['a fetch', [fetch], 13, 4],
    ['a send', [sendNode], 13, 4],
    ['a batch that nobody joins', [batch], 14, 4],
  ])('DR-05 run meter: a journey with %s', async (_, nodes, events, actions) => {
    expect((await simulateNodes([...nodes, exit], {}, world())).cost).toEqual({ events, actions });
  });

  it('DR-05 run meter: a cancel of a run that sleeps is 6 events and an action more', async () => {
    const assume = { events: [{ type: 'cancel' as const, after: '1 minute' }] };
    const { cost } = await simulateSteps([delay], {}, { assume });
    expect(cost).toEqual({ events: 6 + 6, actions: 3 + 1 });
  });
});
