import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { createEventMatcher } from '../../apps/worker/events/create-event-matcher.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { ask, publishTemplate, untilEnded, untilMatched } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { warningsIn } from '../support/events.ts';
import { forwardedEvent } from '../support/forwarded-events.ts';
import { ownNamespace } from '../support/namespace.ts';
import { realRun } from '../support/simulation/compared-run.ts';

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
let matching: Promise<void>;
/** Of the webhook. */
let url: string;

const stopping = new AbortController();
const errors: Error[] = [];

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine(temporal);
  await publishTemplate(engine, 'TOLD', {
    title: 'Told {{plan}} {{data.total}}',
    body: '{{data.userId}} in {{tenant.name}}, {{tenant.employees}}',
  });
  await write('PUT', '/profiles/ada', { profile: { email: 'ada@example.com', plan: 'free' } });
  await write('PUT', '/profiles/bob', { profile: { email: 'bob@example.com' } });
  await write('PUT', '/tenants/old', { name: 'Old', user_profile: { plan: 'shared' } });
  await write('PUT', '/users/bob/tenants/old', { profile: {} });
  url = (await write('POST', '/inbound/webhooks', { name: 'shop' })).url;
  matching = createEventMatcher({ ...engine, log: warningsIn(errors) }).run(stopping.signal);
});

afterAll(async () => {
  stopping.abort();
  await matching;
  await engine.close();
  await temporal.close();
  expect(errors).toEqual([]);
});

async function write(method: 'PUT' | 'POST', path: string, body: object) {
  const answer = await ask(engine, method, path, body);
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

/** A step as both tell of it; what its conditions found is a part of what inspection shows. */
interface Told {
  status: string;
  condition?: unknown;
  context?: { conditions?: unknown };
  messages?: { recipient?: string; address?: string; rendered?: unknown; status?: string; reason?: string }[];
}

const outline = (steps: Told[]) =>
  steps.map(({ status, condition, context, messages = [] }) => [
    status,
    condition ?? context?.conditions,
    messages.map(({ recipient, address, rendered, status, reason }) => [recipient, address, rendered, status, reason]),
  ]);

async function bring(event: JsonObject): Promise<string> {
  if (event.type !== 'webhook') return (await write('POST', '/inbound/segment', event)).messageId;
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(event.body) });
  return ((await answer.json()) as { messageIds: [string] }).messageIds[0];
}

const segment = (type: Parameters<typeof forwardedEvent>[1], changes: JsonObject, conditions?: string[]) => ({
  trigger: { trigger_type: 'segment', request_type: type, ...(conditions && { conditions }) },
  event: forwardedEvent('segment', type, changes),
});

describe('journeys that an event starts', () => {
  it.each([
    [
      'a tracked event with a large total',
      segment('track', { userId: 'ada' }, ['properties.total', 'greater than', '100']),
      'Told free 149.5',
    ],
    ['a page', segment('page', { userId: 'bob', properties: { total: 2 } }), 'Told shared 2'],
    ['an identify', segment('identify', { userId: 'ada', traits: { plan: 'gold', total: 3 } }), 'Told gold 3'],
    [
      'an identify of somebody new',
      segment('identify', { userId: 'eve', traits: { email: 'eve@example.com' } }),
      'Told',
    ],
    [
      'a group',
      segment('group', { userId: 'ada', groupId: 'new', traits: { name: 'New', employees: 7 } }),
      'Told gold',
    ],
    ['a group of another member', segment('group', { userId: 'bob', groupId: 'new' }), 'Told'],
    ['a group of somebody unknown', segment('group', { userId: 'who', groupId: 'new' }), undefined],
    [
      'a webhook',
      {
        trigger: { trigger_type: 'webhook', event_source: 'shop', event_id: 'paid' },
        event: { type: 'webhook', webhook: 'shop', body: { event: 'paid', userId: 'ada', total: 9 } },
      },
      'Told gold 9',
    ],
  ])('DR-02 DR-29 %s starts what the simulation told', async (_, { trigger, event }, subject) => {
    const send = { type: 'send', message: { template: 'TOLD' } };
    const body = { name: 'J', nodes: [{ type: 'trigger', ...trigger }, send], state: 'PUBLISHED' };
    const { id } = await write('POST', '/journeys', body);
    const simulation = await write('POST', '/journeys/simulate', { id, event });
    const { outcomes } = await untilMatched(engine, await bring(event));
    const own = outcomes.find((outcome: { id: string }) => outcome.id === id);
    await untilEnded(engine, own.run_id);
    const real = await realRun(engine, own.run_id);
    expect(outline(simulation.timeline)).toEqual(outline(real.steps));
    expect(simulation.run.status).toBe(real.status);
    const [message] = simulation.timeline[1].messages;
    expect(message.rendered?.subject).toBe(subject);
  });
});
