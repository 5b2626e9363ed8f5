import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { ask, inspect, invoke, publishTemplate, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { publishJourney } from '../support/journeys/journey-cost.ts';
import { readersOf } from '../support/lists.ts';
import { startMailServer } from '../support/mail-server.ts';
import { ownNamespace } from '../support/namespace.ts';
import { configureSmtp } from '../support/smtp-provider.ts';
import { choose, insertTopic } from '../support/topics.ts';

const content = { title: 'T', body: 'B' };
const TOPICS = { pt_news: 'OPTED_IN', pt_offers: 'OPTED_OUT', pt_bills: 'REQUIRED' } as const;
const READERS = ['ann', 'ben', 'cal'];

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
let mailServer: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine(temporal);
  mailServer = await startMailServer();
  await configureSmtp(engine, mailServer.port);
  for (const [id, defaultStatus] of Object.entries(TOPICS)) {
    await insertTopic(engine.database, { environmentId: 'test', id, defaultStatus });
    await publishTemplate(engine, id.toUpperCase(), content, id);
  }
  await readersOf(engine, 'readers', READERS);
  await choose(engine, { userId: 'ann', topicId: 'pt_news', status: 'OPTED_OUT' });
  await choose(engine, { userId: 'ben', topicId: 'pt_offers', status: 'OPTED_IN' });
  const item = { id: 'pt_news', status: 'OPTED_OUT' };
  await ask(engine, 'PUT', '/tenants/quiet', { name: 'Quiet', default_preferences: { items: [item] } });
  await ask(engine, 'PUT', '/tenants/room', { name: 'Room', parent_tenant_id: 'quiet' });
});

afterAll(async () => {
  await engine.close();
  await mailServer.close();
  await temporal.close();
});

beforeEach(() => {
  mailServer.mails.length = 0;
});

const mailed = () => mailServer.mails.map(({ to }) => to[0]?.split('@')[0]).sort();

/** A message once it has its end: what became of it, and why. */
const outcomeOf = (id: string) =>
  eventually(async () => {
    const { status, reason, error } = (await ask(engine, 'GET', `/messages/${id}`)).body;
    expect(['DELAYED', 'ENQUEUED', 'ROUTED']).not.toContain(status);
    return { status, reason, error };
  });

const sent = async (message: object) => {
  const { body } = await ask(engine, 'POST', '/send', { message });
  const { status, reason } = await outcomeOf(body.requestId);
  return [status, reason].filter(Boolean).join(' ');
};

describe('preferences of users', () => {
  it('N-58 a send of a journey to whoever opted out is PROCESSED, its message UNDELIVERABLE, and the run goes on', async () => {
    const nodes = [
      { type: 'send', message: { template: 'PT_NEWS' } },
      { type: 'send', message: { template: 'PT_BILLS' } },
    ];
    const journey = await publishJourney(engine, nodes);
    const { body } = await ask(engine, 'POST', `/journeys/${journey}/invoke`, { user_id: 'ann' });
    await untilEnded(engine, body.runId);
    const { steps } = (await ask(engine, 'GET', `/journeys/runs/${body.runId}/steps`)).body;
    const [, first, second] = steps;
    expect([first.status, second.status]).toEqual(['PROCESSED', 'PROCESSED']);
    expect(await outcomeOf(first.message_id)).toEqual({
      status: 'UNDELIVERABLE',
      reason: 'UNSUBSCRIBED',
      error: 'the recipient has opted out of its topic',
    });
    expect((await outcomeOf(second.message_id)).status).toBe('SENT');
    expect(mailed()).toEqual(['ann']);
    const { results } = (await ask(engine, 'GET', `/messages/${first.message_id}/history`)).body;
    expect(results.at(-1)).toMatchObject({ type: 'UNDELIVERABLE', reason: 'UNSUBSCRIBED', topic_id: 'pt_news' });
  });

  it('N-52 N-58 whoever takes the recipient’s place decides for themselves', async () => {
    const node = { type: 'send', message: { template: 'PT_NEWS', to: { user_id_override: 'ann' } } };
    const journey = await publishJourney(engine, [node]);
    const { body } = await ask(engine, 'POST', `/journeys/${journey}/invoke`, { user_id: 'ben' });
    await untilEnded(engine, body.runId);
    const { steps } = (await ask(engine, 'GET', `/journeys/runs/${body.runId}/steps`)).body;
    expect(await outcomeOf(steps[1].message_id)).toMatchObject({ status: 'UNDELIVERABLE', reason: 'UNSUBSCRIBED' });
  });

  it('U-06 S-04 POST /send goes by the topic of the template or of the message, and by the tenant', async () => {
    const to = { user_id: 'cal' };
    const onNews = { preferences: { subscription_topic_id: 'pt_news' } };
    const outcomes = [
      await sent({ to, template: 'PT_NEWS' }),
      await sent({ to, template: 'PT_OFFERS' }),
      await sent({ to: { user_id: 'ben' }, template: 'PT_OFFERS' }),
      await sent({ to: { user_id: 'ann' }, content, ...onNews }),
      await sent({ to: { user_id: 'cal', tenant_id: 'room' }, content, ...onNews }),
    ];
    expect(outcomes).toEqual([
      'SENT',
      'UNDELIVERABLE OPT_IN_REQUIRED',
      'SENT',
      'UNDELIVERABLE UNSUBSCRIBED',
      'UNDELIVERABLE OPT_IN_REQUIRED',
    ]);
    expect(mailed()).toEqual(['ben', 'cal']);
  });

  it.each<[string, object, string[], string[]]>([
    ['pt_offers', { template: 'PT_OFFERS' }, ['ben'], ['ann OPT_IN_REQUIRED', 'cal OPT_IN_REQUIRED']],
    [
      'pt_news',
      { message: { content, preferences: { subscription_topic_id: 'pt_news' } } },
      ['ben', 'cal'],
      ['ann UNSUBSCRIBED'],
    ],
    ['pt_bills', { template: 'PT_BILLS' }, READERS, []],
  ])(
    'S-04 a list about %s reaches whoever wants it, and the others are told apart',
    async (_topic, fields, reached, not) => {
      const runId = await invoke(engine, {
        automation: { steps: [{ action: 'send-list', list: 'readers', ...fields }] },
      });
      await untilEnded(engine, runId);
      const { steps } = await inspect(engine, runId);
      await engine.client.workflow.getHandle(steps[0].message_id).result();
      const { results } = (await ask(engine, 'GET', `/messages?traceId=${runId}`)).body;
      const others = results.filter(({ status }: { status: string }) => status === 'UNDELIVERABLE');
      const told = others.map(({ recipient, reason }: Record<string, string>) => `${recipient} ${reason}`);
      expect([mailed(), told.sort()]).toEqual([reached, not]);
    },
  );

  it('N-58 S-07 a message that is held back goes by what its recipient has chosen when it wakes', async () => {
    const until = new Date(Date.now() + 2_000).toISOString();
    const message = { to: { user_id: 'ben' }, template: 'PT_NEWS', delay: { until } };
    const { body } = await ask(engine, 'POST', '/send', { message });
    await eventually(async () =>
      expect((await ask(engine, 'GET', `/messages/${body.requestId}`)).body.status).toBe('DELAYED'),
    );
    await choose(engine, { userId: 'ben', topicId: 'pt_news', status: 'OPTED_OUT' });
    expect(await outcomeOf(body.requestId)).toMatchObject({ status: 'UNDELIVERABLE', reason: 'UNSUBSCRIBED' });
    await choose(engine, { userId: 'ben', topicId: 'pt_news', status: 'OPTED_IN' });
    expect(mailed()).toEqual([]);
  });

  it('N-58 S-04 an opt-out is heeded after its topic was archived', async () => {
    await insertTopic(engine.database, { environmentId: 'test', id: 'pt_old', defaultStatus: 'OPTED_IN' });
    await choose(engine, { userId: 'ann', topicId: 'pt_old', status: 'OPTED_OUT' });
    await ask(engine, 'DELETE', '/preferences/sections/ps_pt_old/topics/pt_old');
    const message = { to: { user_id: 'ann' }, content, preferences: { subscription_topic_id: 'pt_old' } };
    expect(await sent(message)).toBe('UNDELIVERABLE UNSUBSCRIBED');
  });
});
