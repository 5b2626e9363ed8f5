import { describe, expect, it } from 'vitest';

import type { Choice, PreferenceStatus } from '../../../../language/people/preference.ts';
import { memoryRows, runVirtually } from '../../../support/virtual.ts';

const content = { title: 'T', body: 'B' };
const ON_NEWS = { message: { to: { user_id: 'ada' }, template: 'NEWS' } };

/** Rows with a topic, a template on it and one on none, and ada, whom tenants know, and who has an address on two channels. */
function rowsOf(byDefault: PreferenceStatus | undefined, choices: Omit<Choice, 'topicId'>[] = []) {
  const rows = memoryRows();
  const outbox = rows.providers[0];
  if (outbox) Object.assign(outbox, { channels: ['email', 'sms', 'inbox'] });
  if (byDefault) rows.preferences.topics.set('pt_news', byDefault);
  rows.preferences.topics.set('pt_other', 'OPTED_IN');
  rows.preferences.choices.push(...choices.map((choice) => ({ topicId: 'pt_news', userId: 'ada', ...choice })));
  rows.profiles.set('ada', { email: 'ada@example.com', phone_number: '+4915112345678' });
  rows.templates.push(
    template('NEWS', { subscription: { topic_id: 'pt_news' } }),
    template('MAIL', { subscription: { topic_id: 'pt_news' }, channel: 'email' }),
    template('PLAIN', {}),
  );
  const preferences = [{ topicId: 'pt_news', status: 'OPTED_OUT' as const }];
  rows.tenants.tenants.set('root', { id: 'root', name: 'Root', properties: {}, userProfile: {}, preferences });
  rows.tenants.tenants.set('acme', { id: 'acme', name: 'Acme', parentId: 'root', properties: {}, userProfile: {} });
  return rows;
}

function template(alias: string, others: object) {
  return { id: `nt_${alias}`, alias, archived: false, version: { id: alias, number: 1, body: { content, ...others } } };
}

/** Sends, and something after it; what became of the message, its step and the run, and on which channels it went. */
async function send(fields: object, rows: ReturnType<typeof rowsOf>, request: object = {}) {
  const next = { action: 'send', message: { to: { email: 'next@example.com' }, content } };
  const { run, errors } = await runVirtually(
    { automation: { steps: [{ action: 'send', ...fields }, next] }, ...request },
    { rows },
  );
  expect(errors).toEqual([]);
  const step = run.steps.get(0);
  const message = rows.messages.get(step?.messageId ?? '');
  const outcome = `${message?.status} ${message?.reason ?? ''}`.trim();
  return { run, step, message, outcome, channels: message?.deliveries.map(({ channel }) => channel).sort() };
}

const optedOut = { status: 'OPTED_OUT' as const };
const optedIn = { status: 'OPTED_IN' as const };

describe('a message on a topic', () => {
  it('N-58 S-04 an opt-out: UNDELIVERABLE, no provider is called, the step is PROCESSED and the run goes on', async () => {
    const { run, step, message } = await send(ON_NEWS, rowsOf('OPTED_IN', [optedOut]));
    expect(message).toMatchObject({
      status: 'UNDELIVERABLE',
      reason: 'UNSUBSCRIBED',
      recipient: 'ada',
      templateId: 'nt_NEWS',
      error: 'the recipient has opted out of its topic',
      deliveries: [],
    });
    expect(message?.history.at(-1)).toMatchObject({
      type: 'UNDELIVERABLE',
      reason: 'UNSUBSCRIBED',
      topic_id: 'pt_news',
    });
    expect(step).toMatchObject({ status: 'PROCESSED', outcome: { kind: 'processed', messageId: message?.id } });
    expect(step?.context.reason).toBe(message?.error);
    expect([run.status, run.steps.size]).toEqual(['PROCESSED', 2]);
  });

  const UNSUBSCRIBED = 'UNDELIVERABLE UNSUBSCRIBED';
  const OPT_IN_REQUIRED = 'UNDELIVERABLE OPT_IN_REQUIRED';
  const inAcme = { to: { user_id: 'ada', tenant_id: 'acme' }, template: 'NEWS' };
  const named = (topic: unknown) => ({ subscription_topic_id: topic });

  it.each<[string, string, object, ReturnType<typeof rowsOf>, object?]>([
    ['a topic that nobody chose', 'SENT', ON_NEWS, rowsOf('OPTED_IN')],
    ['a topic that asks for an opt-in', OPT_IN_REQUIRED, ON_NEWS, rowsOf('OPTED_OUT')],
    ['the same with one', 'SENT', ON_NEWS, rowsOf('OPTED_OUT', [optedIn])],
    ['a required topic', 'SENT', ON_NEWS, rowsOf('REQUIRED', [optedOut])],
    [
      'a topic of the message itself',
      UNSUBSCRIBED,
      { message: { to: { user_id: 'ada' }, content, preferences: named('pt_news') } },
      rowsOf('OPTED_IN', [optedOut]),
    ],
    [
      'one that data name',
      UNSUBSCRIBED,
      { message: { to: { user_id: 'ada' }, content, preferences: named({ $ref: 'data.topic' }) } },
      rowsOf('OPTED_IN', [optedOut]),
      { data: { topic: 'pt_news' } },
    ],
    [
      'one of its own before the one of the template',
      'SENT',
      { message: { ...ON_NEWS.message, preferences: named('pt_other') } },
      rowsOf('OPTED_IN', [optedOut]),
    ],
    ...['pt_none', '', ' ', null].map((topic): [string, string, object, ReturnType<typeof rowsOf>] => [
      `one of the template, where its own is ${JSON.stringify(topic)}`,
      UNSUBSCRIBED,
      { message: { ...ON_NEWS.message, preferences: named(topic) } },
      rowsOf('OPTED_IN', [optedOut]),
    ]),
    [
      'one of the template, where data name none',
      UNSUBSCRIBED,
      { message: { ...ON_NEWS.message, preferences: named({ $ref: 'data.topic' }) } },
      rowsOf('OPTED_IN', [optedOut]),
      { data: { topic: '' } },
    ],
    ['no topic', 'SENT', { message: { ...ON_NEWS.message, template: 'PLAIN' } }, rowsOf('OPTED_IN', [optedOut])],
    [
      'a user that data name',
      UNSUBSCRIBED,
      { message: { to: { user_id: { $ref: 'data.who' } }, template: 'NEWS' } },
      rowsOf('OPTED_IN', [optedOut]),
      { data: { who: 'ada' } },
    ],
    [
      'a template that data name',
      UNSUBSCRIBED,
      { message: { to: { user_id: 'ada' }, template: { $ref: 'data.what' } } },
      rowsOf('OPTED_IN', [optedOut]),
      { data: { what: 'NEWS' } },
    ],
    [
      'somebody without an id',
      OPT_IN_REQUIRED,
      { message: { to: { email: 'x@example.com' }, template: 'NEWS' } },
      rowsOf('OPTED_OUT', [optedIn]),
    ],
    ['a tenant whose parent has a default', OPT_IN_REQUIRED, { message: inAcme }, rowsOf('OPTED_IN')],
    [
      'a tenant that data name',
      OPT_IN_REQUIRED,
      { message: { ...inAcme, to: { user_id: 'ada', tenant_id: { $ref: 'data.tenant' } } } },
      rowsOf('OPTED_IN'),
      { data: { tenant: 'acme' } },
    ],
    [
      'a choice in that tenant',
      'SENT',
      { message: inAcme },
      rowsOf('OPTED_IN', [optedOut, { ...optedIn, tenantId: 'acme' }]),
    ],
    [
      'the same where data name the tenant',
      'SENT',
      { message: { ...inAcme, to: { user_id: 'ada', tenant_id: { $ref: 'data.tenant' } } } },
      rowsOf('OPTED_IN', [optedOut, { ...optedIn, tenantId: 'acme' }]),
      { data: { tenant: 'acme' } },
    ],
    ['a choice in another one', 'SENT', ON_NEWS, rowsOf('OPTED_IN', [{ ...optedOut, tenantId: 'acme' }])],
    ['a default of a topic that there is not', OPT_IN_REQUIRED, { message: inAcme }, rowsOf(undefined)],
  ])('U-06 S-04 %s: %s', async (_what, expected, fields, rows, request) => {
    expect((await send(fields, rows, request)).outcome).toBe(expected);
  });

  it('N-58 F-10 a topic that nobody knows is ignored, with a warning', async () => {
    const { outcome, step } = await send(ON_NEWS, rowsOf(undefined));
    expect(outcome).toBe('SENT');
    expect(step?.context.warnings).toEqual(['the topic pt_news does not exist and was ignored']);
  });

  it('U-06 F-10 whoever goes by the topic of the template is warned of that of the message', async () => {
    const message = { ...ON_NEWS.message, preferences: named('pt_none') };
    const { step } = await send({ message }, rowsOf('OPTED_IN', [optedIn]));
    expect(step?.context.warnings).toEqual(['the topic pt_none does not exist and was ignored']);
  });

  it.each<[string, object, string[], string]>([
    ['in place of those of the content', {}, ['sms'], 'sms'],
    ['in place of those of the message', { routing: { method: 'single', channels: ['email'] } }, ['sms'], 'sms'],
    ['the first that there is', {}, ['push', 'sms', 'email'], 'sms'],
    [
      'all where the message goes to all',
      { routing: { method: 'all', channels: ['inbox'] } },
      ['email', 'sms'],
      'email sms',
    ],
    ['and none that the template is not for', { template: 'MAIL' }, ['sms'], ''],
  ])('U-06 channels that the user chose are used %s', async (_how, message, routing, expected) => {
    const rows = rowsOf('REQUIRED', [{ ...optedIn, routing }]);
    const { channels, outcome } = await send({ message: { ...ON_NEWS.message, ...message } }, rows);
    expect(channels?.join(' ')).toBe(expected);
    expect(outcome).toBe(expected ? 'SENT' : 'UNROUTABLE NO_CHANNELS');
  });

  it('N-58 S-07 a message that is held back is decided on when it goes out', async () => {
    const rows = rowsOf('OPTED_IN', [optedOut]);
    const held = { message: { ...ON_NEWS.message, delay: { duration: 60_000 } } };
    const { message } = await send(held, rows);
    expect(message).toMatchObject({ status: 'UNDELIVERABLE', reason: 'UNSUBSCRIBED', deliveries: [] });
    expect(message?.history.map(({ type }) => type)).toEqual([
      'ENQUEUED',
      'DELAYED',
      'MAPPED',
      'PROFILE_LOADED',
      'UNDELIVERABLE',
    ]);
  });
});
