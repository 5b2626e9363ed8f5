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

/** Saves a journey that tells whoever the trigger lets in; its id. */
async function journeyOf(trigger: object, changes: object = {}): Promise<string> {
  const nodes = [
    { type: 'trigger', ...trigger },
    { type: 'send', message: { template: 'TOLD' } },
  ];
  return (await write('POST', '/journeys', { name: 'J', nodes, state: 'PUBLISHED', ...changes })).id;
}

/** What came of the event for that journey. */
async function outcomeOf(event: JsonObject, journeyId: string) {
  const { outcomes } = await untilMatched(engine, await bring(event));
  return outcomes.find(({ id }: { id: string }) => id === journeyId);
}

describe('journeys that an event starts', () => {
  it.each([
    [
      'a tracked event with a large total',
      { plan: 'free' },
      segment('track', { userId: 'buyer' }, ['properties.total', 'greater than', '100']),
      'Told free 149.5',
    ],
    ['a page', undefined, segment('page', { userId: 'bob', properties: { total: 2 } }), 'Told shared 2'],
    [
      'an identify',
      { plan: 'free', total: 1 },
      segment('identify', { userId: 'known', traits: { plan: 'gold', total: 3 } }),
      'Told gold 3',
    ],
    [
      'an identify of somebody new',
      undefined,
      segment('identify', { userId: 'eve', traits: { email: 'eve@example.com' } }),
      'Told',
    ],
    [
      'a group',
      { plan: 'gold' },
      segment('group', { userId: 'member', groupId: 'new', traits: { name: 'New', employees: 7 } }),
      'Told gold',
    ],
    ['a group of another member', undefined, segment('group', { userId: 'bob', groupId: 'newer' }), 'Told'],
    ['a group of somebody unknown', undefined, segment('group', { userId: 'who', groupId: 'newest' }), undefined],
    [
      'a webhook',
      { plan: 'gold' },
      {
        trigger: { trigger_type: 'webhook', event_source: 'shop', event_id: 'paid' },
        event: { type: 'webhook', webhook: 'shop', body: { event: 'paid', userId: 'payer', total: 9 } },
      },
      'Told gold 9',
    ],
  ])('DR-02 DR-29 %s starts what the simulation told', async (_, stored, { trigger, event }, subject) => {
    const userId = 'userId' in event ? event.userId : 'payer';
    if (stored) await write('PUT', `/profiles/${userId}`, { profile: { email: `${userId}@example.com`, ...stored } });
    const id = await journeyOf(trigger);
    const simulation = await write('POST', '/journeys/simulate', { id, event });
    const { run_id: runId } = await outcomeOf(event, id);
    await untilEnded(engine, runId);
    const real = await realRun(engine, runId);
    expect(outline(simulation.timeline)).toEqual(outline(real.steps));
    expect(simulation.run.status).toBe(real.status);
    const [message] = simulation.timeline[1].messages;
    expect(message.rendered?.subject).toBe(subject);
  });

  it.each([
    ['nobody is named', segment('track', { userId: null }), {}, 422],
    ['nobody knows the user', segment('track', { userId: 'stranger' }), {}, 422],
    ['no trigger is met', segment('track', { userId: 'bob' }, ['properties.total', 'less than', '1']), {}, 422],
    [
      'the token is too long',
      segment('track', { userId: 'bob', properties: { long: 'x'.repeat(600) } }),
      { cancelation_token: '{{data.properties.long}}' },
      400,
    ],
  ])(
    'DR-02 DR-29 E-06 where %s, an event starts no run, for the reason that the simulation told',
    async (_, given, changes, status) => {
      const { trigger, event } = given;
      const id = await journeyOf(trigger, changes);
      const simulation = await ask(engine, 'POST', '/journeys/simulate', { id, event });
      expect(simulation.status).toBe(status);
      const { reason } = await outcomeOf(event, id);
      expect(simulation.body.message).toBe(reason);
    },
  );
});
