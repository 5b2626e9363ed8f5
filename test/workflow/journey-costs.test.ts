import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { publishTemplate, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { answered, FakeOutbound } from '../support/fake-outbound.ts';
import { invokeJourney, journeyCost, publishJourney } from '../support/journeys/journey-cost.ts';
import { ownNamespace } from '../support/namespace.ts';

const metricsUrl = inject('temporalMetricsUrl');

const exit = { type: 'exit' };
const delay = { type: 'delay', mode: 'duration', duration: 'PT1S' };
const send = { type: 'send', message: { template: 'WELCOME', to: { email_override: 'a@example.com' } } };
const fetch = { type: 'fetch', method: 'get', url: 'https://example.com/', merge_strategy: 'overwrite' };
const throttle = { type: 'throttle', scope: 'global', max_allowed: 1_000, period: 'PT1H' };
const branch = { type: 'branch', paths: [{ conditions: ['data.a', 'exists'], nodes: [] }], default: { nodes: [] } };
const batch = {
  type: 'batch',
  scope: 'user',
  wait_period: 'PT1S',
  max_wait_period: 'PT2S',
  retain: { type: 'first', count: 1 },
};

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine({ ...temporal, ports: { outbound: new FakeOutbound(() => answered({})) } });
  await publishTemplate(engine, 'WELCOME', { title: 'T', body: 'B' });
  // What is asked once only, of keys and of caches, is no run's cost.
  await untilEnded(engine, await invokeJourney(engine, await publishJourney(engine, [send, exit])));
});

afterAll(async () => {
  await engine.close();
  await temporal.close();
});

describe('costs of a journey', { timeout: 60_000 }, () => {
  it.each([
    ['no other node', [], { events: 7, actions: 2, statements: 7 }],
    ['a branch', [branch], { events: 8, actions: 2, statements: 9 }],
    ['a delay', [delay], { events: 13, actions: 4, statements: 9 }],
    ['a send', [send], { events: 13, actions: 4, statements: 10 }],
    ['a fetch', [fetch], { events: 13, actions: 4, statements: 9 }],
    ['a throttle', [throttle], { events: 8, actions: 2, statements: 13 }],
    ['a batch of one run', [batch], { events: 14, actions: 4, statements: 25 }],
  ])('J-43 a run with %s between trigger and exit costs exactly what its nodes do', async (_, nodes, expected) => {
    const { statements, ...cost } = await journeyCost(engine, metricsUrl, [...nodes, exit]);
    expect({ ...cost, statements: statements.length }, statements.join('\n---\n')).toEqual(expected);
  });
});
