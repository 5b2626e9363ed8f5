import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { isDatabaseAway } from '../../activities/ports/database-away.ts';
import { createEventMatcher } from '../../apps/worker/events/create-event-matcher.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { ask, publishAutomation, publishTemplate, untilEnded, untilMatched } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { warningsIn } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { forwardedEvent, forwarders } from '../support/forwarded-events.ts';
import { startMailServer } from '../support/mail-server.ts';
import { ownNamespace } from '../support/namespace.ts';
import { configureSmtp } from '../support/smtp-provider.ts';

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let mail: Awaited<ReturnType<typeof startMailServer>>;
let engine: Engine;
let matching: Promise<void>;

const stopping = new AbortController();
const errors: Error[] = [];

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  mail = await startMailServer();
  engine = await startEngine({ ...temporal, outbox: false });
  await configureSmtp(engine, mail.port);
  await publishTemplate(engine, 'TOLD', { title: 'Told {{what}}', body: 'In {{tenant.name}}.' });
  matching = createEventMatcher({ ...engine, log: warningsIn(errors) }).run(stopping.signal);
});

afterAll(async () => {
  stopping.abort();
  await matching;
  await engine.close();
  await mail.close();
  await temporal.close();
  expect(errors.filter((error) => !isDatabaseAway(error))).toEqual([]);
});

/** A journey that mails whoever an event of this kind is about; its id. */
async function journey(trigger: object, changes: object = {}): Promise<string> {
  const nodes = [
    { type: 'trigger', ...trigger },
    { type: 'send', message: { template: 'TOLD' } },
  ];
  const { status, body } = await ask(engine, 'POST', '/journeys', { name: 'J', nodes, state: 'PUBLISHED', ...changes });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}

const segment = (type: string, changes: object = {}) => ({
  trigger_type: 'segment',
  request_type: type,
  ...changes,
});

/** Brings an event by an endpoint, and gives what came of it as soon as it was matched. */
async function bring(by: string, event: JsonObject) {
  const { status, body } = await ask(engine, 'POST', `/inbound/${by}`, event);
  expect(status).toBe(202);
  return untilMatched(engine, body.messageId);
}

/** The subjects of the mails to an address, in the order of the alphabet. */
const subjectsTo = (address: string) =>
  mail.mails.filter(({ to }) => to.includes(address)).map(({ subject }) => subject);

const identify = (userId: string) =>
  bring('segment', forwardedEvent('segment', 'identify', { userId, traits: { email: `${userId}@example.com` } }));

describe('events start journeys', () => {
  it.each(forwarders)(
    'E-05 E-07 %s: who is known by an identify is mailed when an order is large enough, once',
    async (by) => {
      const [userId, name] = [`buyer-${by}`, `Order by ${by}`];
      const conditions = ['properties.total', 'greater than', '100'];
      const id = await journey(segment('track', { event_id: name, conditions }));
      const order = (total: number, changes: JsonObject = {}) =>
        forwardedEvent(by, 'track', { userId, event: name, properties: { total, what: name }, ...changes });

      const before = await bring(by, order(500));
      expect(before.outcomes).toEqual([{ kind: 'journey', id, reason: 'no such user' }]);
      await bring(by, forwardedEvent(by, 'identify', { userId, traits: { email: `${userId}@example.com` } }));
      const small = await bring(by, order(40));
      const atom = { path: 'properties.total', operator: 'greater than', value: '100', actual: 40, result: false };
      expect(small.outcomes).toEqual([
        { kind: 'journey', id, reason: 'Trigger conditions not met', conditions: [atom] },
      ]);
      const event = order(149.5);
      const large = await bring(by, event);
      expect(large).toMatchObject({ provider: by, name, user_id: userId, message_id: event.messageId });
      expect(large.outcomes).toEqual([{ kind: 'journey', id, run_id: expect.any(String) }]);
      const [{ run_id: runId }] = large.outcomes;
      await ask(engine, 'POST', `/inbound/${by}`, event);
      await untilEnded(engine, runId);

      const { run } = (await ask(engine, 'GET', `/journeys/runs/${runId}`)).body;
      expect(run).toMatchObject({ status: 'PROCESSED', source: [`segment/track/${name}`] });
      expect(subjectsTo(`${userId}@example.com`)).toEqual([`Told ${name}`]);
      const { results } = (await ask(engine, 'GET', `/inbound/events?user_id=${userId}&type=track`)).body;
      expect(results).toHaveLength(3);
    },
  );

  it('E-09 E-11 an event of ours starts every journey and automation of its name, each with its own run', async () => {
    await identify('ours');
    const ids = [
      await journey(segment('track', { event_id: 'Ours' })),
      await journey(segment('track', { event_id: 'Ours' })),
    ];
    await journey(segment('track', { event_id: 'ours' }));
    const disabled = await journey(segment('track', { event_id: 'Ours' }), { enabled: false });
    const steps = [{ action: 'send', template: 'TOLD' }];
    await publishAutomation(engine, 'ours', { sources: ['segment/track/Ours'], steps });
    const properties = { what: 'ours' };
    const event = { type: 'track', event: 'Ours', messageId: 'ours', userId: 'ours', properties };
    const { outcomes } = await bring('courier', event);
    const started = outcomes.filter(({ run_id: runId }: { run_id?: string }) => runId);
    expect(started.map(({ id }: { id: string }) => id).sort()).toEqual([...ids, 'ours'].sort());
    expect(outcomes).toContainEqual({ kind: 'journey', id: disabled, reason: 'disabled' });
    for (const { run_id: runId } of started) await untilEnded(engine, runId);
    expect(subjectsTo('ours@example.com')).toEqual(Array(3).fill('Told ours'));
  });

  it('E-08 a group makes its tenant, in which its journey writes to its user', async () => {
    await identify('member');
    await journey(segment('group'));
    const traits = { name: 'The Group', what: 'a group' };
    const { outcomes } = await bring(
      'segment',
      forwardedEvent('segment', 'group', { userId: 'member', groupId: 'g', traits }),
    );
    await untilEnded(engine, outcomes[0].run_id);
    const [received] = mail.mails.filter(({ to }) => to.includes('member@example.com'));
    expect([received?.subject, received?.raw]).toEqual(['Told a group', expect.stringContaining('In The Group.')]);
    expect((await ask(engine, 'GET', '/tenants/g/users')).body.items).toMatchObject([{ user_id: 'member' }]);
  });

  it('E-10 a tenant that an event names is no tenant of its run', async () => {
    await identify('outsider');
    await ask(engine, 'PUT', '/tenants/named', { name: 'Named' });
    await journey(segment('page', { event_id: 'Where' }));
    const changes = { name: 'Where', userId: 'outsider', context: { groupId: 'named' } };
    const properties = { tenant_id: 'named', what: 'where' };
    const { outcomes } = await bring('segment', forwardedEvent('segment', 'page', { ...changes, properties }));
    await untilEnded(engine, outcomes[0].run_id);
    const [received] = mail.mails.filter(({ to }) => to.includes('outsider@example.com'));
    expect([received?.subject, received?.raw]).toEqual(['Told where', expect.stringContaining('In .')]);
    expect((await ask(engine, 'GET', '/tenants/named/users')).body.items).toEqual([]);
  });

  it('E-12 E-13 a webhook that was minted starts what waits for its name, without a key', async () => {
    await identify('payer');
    const [any, paid] = [
      await journey({ trigger_type: 'webhook', event_source: 'payments' }),
      await journey({ trigger_type: 'webhook', event_source: 'payments', event_id: 'paid' }),
    ];
    await journey({ trigger_type: 'webhook', event_source: 'other' });
    const { url } = (await ask(engine, 'POST', '/inbound/webhooks', { name: 'payments' })).body;
    const payload = [
      { event: 'paid', userId: 'payer', what: 'paid' },
      { userId: 'payer', what: 'any' },
      { event: 'paid' },
    ];
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(payload) });
    const { messageIds } = (await answer.json()) as { messageIds: string[] };
    const events = await Promise.all(messageIds.map((id) => untilMatched(engine, id)));
    const ids = events.map(({ outcomes }) => outcomes.map(({ id }: { id: string }) => id).sort());
    expect(ids).toEqual([[any, paid].sort(), [any], [any, paid].sort()]);
    expect(events[2].outcomes[0]).toMatchObject({ reason: 'the event names no user' });
    const runs = events.flatMap(({ outcomes }) => outcomes.flatMap(({ run_id: id }: { run_id?: string }) => id ?? []));
    for (const runId of runs) await untilEnded(engine, runId);
    expect(subjectsTo('payer@example.com').sort()).toEqual(['Told any', 'Told paid', 'Told paid']);
  });

  it('E-15 an event cancels what reminds its user, and nobody else', async () => {
    const reminder = {
      cancelation_token: 'refs.data.userId',
      sources: ['segment/track/Checkout Started'],
      steps: [
        { action: 'delay', duration: '1 day' },
        { action: 'send', template: 'TOLD' },
      ],
    };
    await publishAutomation(engine, 'remind', reminder);
    const steps = [{ action: 'cancel', cancelation_token: 'refs.data.userId' }];
    await publishAutomation(engine, 'stop-reminding', { sources: ['segment/track/Checkout Complete'], steps });
    const checkout = (userId: string, event: string) =>
      bring('segment', forwardedEvent('segment', 'track', { userId, event, properties: { what: 'checkout' } }));
    const runs: string[] = [];
    for (const userId of ['forgetful', 'hesitant']) {
      await identify(userId);
      runs.push((await checkout(userId, 'Checkout Started')).outcomes[0].run_id);
    }
    const statuses = async () =>
      Promise.all(runs.map(async (id) => (await ask(engine, 'GET', `/automations/runs/${id}`)).body.run.status));
    await eventually(async () => expect(await statuses()).toEqual(['WAITING', 'WAITING']));
    const { outcomes } = await checkout('forgetful', 'Checkout Complete');
    await untilEnded(engine, outcomes[0].run_id);
    expect(await statuses()).toEqual(['CANCELED', 'WAITING']);
  });

  it('§6 names of events and what is in them are there for editors', async () => {
    const properties = {
      total: 1.5,
      gift: true,
      at: '2026-01-31T09:00:00Z',
      note: 'n',
      to: { city: 'Bonn' },
      items: [1],
    };
    await bring('segment', forwardedEvent('segment', 'track', { event: 'Shown', userId: 'nobody', properties }));
    await eventually(async () => {
      const { results } = (await ask(engine, 'GET', '/inbound/events/names?limit=100')).body;
      const shown = results.find(({ name }: { name: string }) => name === 'Shown');
      expect(shown).toMatchObject({
        type: 'track',
        properties: [
          { path: 'properties.at', types: ['datetime'] },
          { path: 'properties.gift', types: ['boolean'] },
          { path: 'properties.items', types: ['array'] },
          { path: 'properties.note', types: ['string'] },
          { path: 'properties.to.city', types: ['string'] },
          { path: 'properties.total', types: ['number'] },
        ],
      });
    });
  });
});

describe('the guide', () => {
  const guide = readFileSync('docs/guides/events.md', 'utf8');
  /** Its commands: method, path and body. */
  const commands = [
    ...guide.matchAll(/curl -X (\w+) http:\/\/127\.0\.0\.1:3000(\S+)[^']*(?:'Content-Type[^']*'[^']*'([^']*)')?/g),
  ];

  it('R-04 the guide: what it says is carried out, and thanks the big spender', async () => {
    await identify('user_123');
    expect(commands.length).toBeGreaterThan(4);
    for (const [, method = '', path = '', body] of commands) {
      const answer = await ask(engine, method, path, body === undefined ? undefined : JSON.parse(body));
      expect([path, answer.status, answer.body]).toEqual([path, expect.toBeOneOf([200, 201]), expect.anything()]);
    }
    const order = { type: 'track', event: 'Order Completed', messageId: 'order-9042', userId: 'user_123' };
    const properties = { order_id: 'ORD-9042', total: 149.5 };
    const { outcomes } = await bring('courier', { ...order, properties });
    for (const { run_id: runId } of outcomes) await untilEnded(engine, runId);
    expect(subjectsTo('user_123@example.com')).toEqual(['Thank you']);
  });
});
