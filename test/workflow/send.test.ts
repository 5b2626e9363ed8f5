import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { messageIdOf } from '../../activities/deliver/message-id.ts';
import { keyHash } from '../../platform/key-hash.ts';
import { ask, inspect, invoke, publishTemplate, untilEnded } from '../support/ask.ts';
import { sendWithBrokenFirst } from '../support/broken-send.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { flakyProvider } from '../support/flaky-provider.ts';
import { ownNamespace } from '../support/namespace.ts';

const content = { title: 'Hello {{name}}', body: 'You are {{profile.email}}.' };
const ada = { email: 'ada@example.com' };

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine({ ...temporal, ports: { providers: { outbox: flakyProvider() } } });
  await publishTemplate(engine, 'WELCOME', content);
  await publishTemplate(engine, 'STRICT', {
    version: '2022-01-01',
    scope: 'strict',
    elements: [{ type: 'text', content: '{{name}}' }],
  });
});

afterAll(async () => {
  await engine.close();
  await temporal.close();
});

async function send(message: object): Promise<string> {
  const { status, body } = await ask(engine, 'POST', '/send', { message });
  expect([status, body]).toEqual([202, { requestId: expect.any(String) }]);
  return body.requestId;
}

const messageOf = async (id: string) => (await ask(engine, 'GET', `/messages/${id}`)).body;
const outputOf = async (id: string) => (await ask(engine, 'GET', `/messages/${id}/output`)).body.results;

/** A message once it has its end. */
const ended = (id: string) =>
  eventually(async () => {
    const message = await messageOf(id);
    expect(['ENQUEUED', 'ROUTED']).not.toContain(message.status);
    return message;
  });

const sent = async (message: object) => ended(await send(message));

describe('what becomes of a message', () => {
  it('S-01 it is SENT, and its history tells every stage once', async () => {
    const { id, status, recipient } = await sent({ to: ada, content, data: { name: 'Ada' } });
    expect([status, recipient]).toEqual(['SENT', expect.stringMatching(/^anon_/)]);
    const { results } = (await ask(engine, 'GET', `/messages/${id}/history`)).body;
    const types = results.map(({ type }: { type: string }) => type);
    expect(types).toEqual(['ENQUEUED', 'MAPPED', 'PROFILE_LOADED', 'RENDERED', 'DELIVERING', 'SENT']);
    expect(await outputOf(id)).toMatchObject([{ content: { subject: 'Hello Ada', text: 'You are ada@example.com.' } }]);
  });

  it('S-01 J-31 to a user: the stored profile with what the request says on top', async () => {
    await ask(engine, 'PUT', '/profiles/grace', { profile: { email: 'grace@example.com', first_name: 'Grace' } });
    const body = '{{profile.first_name}}, {{profile.city}}, {{name}}';
    const to = { user_id: 'grace', city: 'Ulm', data: { name: 'G' } };
    const { id, recipient } = await sent({ to, content: { title: 'T', body }, data: { name: 'other' } });
    expect(recipient).toBe('grace');
    expect(await outputOf(id)).toMatchObject([{ content: { text: 'Grace, Ulm, G' } }]);
  });

  it('§11.1 nothing in it is a reference', async () => {
    const { id } = await sent({
      to: ada,
      content: { title: 'refs.data.name', body: `\${data.name} {{name}}` },
      data: { name: 'A' },
    });
    expect(await outputOf(id)).toMatchObject([{ content: { subject: 'refs.data.name', text: `\${data.name} A` } }]);
  });

  it('S-02 with an unknown or an archived template it is UNMAPPED', async () => {
    expect(await sent({ to: ada, template: 'NOBODY' })).toMatchObject({
      status: 'UNMAPPED',
      error: 'template: NOBODY does not exist',
    });
    await publishTemplate(engine, 'OLD', content);
    const { results } = (await ask(engine, 'GET', '/notifications')).body;
    const { id } = results.find(
      ({ alias, name }: { alias?: string; name?: string }) => alias === 'OLD' || name === 'OLD',
    );
    await ask(engine, 'DELETE', `/notifications/${id}`);
    const message = await sent({ to: ada, template: id });
    expect(message).toMatchObject({ status: 'UNMAPPED', error: `template: ${id} is archived` });
    expect(message).not.toHaveProperty('reason');
  });

  it('S-02 with a template that was never published it is UNMAPPED, UNPUBLISHED', async () => {
    const notification = {
      name: 'N',
      alias: 'DRAFT',
      tags: [],
      brand: null,
      subscription: null,
      routing: null,
      content,
    };
    await ask(engine, 'POST', '/notifications', { notification });
    expect(await sent({ to: ada, template: 'DRAFT' })).toMatchObject({ status: 'UNMAPPED', reason: 'UNPUBLISHED' });
  });

  it('S-03 without a channel or an address it is UNROUTABLE', async () => {
    const routing = { method: 'single', channels: ['pigeon'] };
    expect(await sent({ to: ada, content, routing })).toMatchObject({ status: 'UNROUTABLE', reason: 'NO_CHANNELS' });
    const mute = { user_id: 'mute' };
    expect(await sent({ to: mute, content })).toMatchObject({
      status: 'UNROUTABLE',
      reason: 'NO_PROVIDERS',
      recipient: 'mute',
    });
  });

  it('S-06 refused by all providers it is UNDELIVERABLE', async () => {
    const to = { email: 'refused@example.com' };
    expect(await sent({ to, content })).toMatchObject({
      status: 'UNDELIVERABLE',
      reason: 'PROVIDER_ERROR',
      error: '554 no',
    });
  });

  it('S-06 N-07 what cannot be rendered is UNDELIVERABLE, FAILED, and holds nobody else up', async () => {
    const to = [ada, { ...ada, data: { name: 'Ada' } }];
    const runId = await send({ to, template: 'STRICT' });
    const messages = await eventually(async () => {
      const { results } = (await ask(engine, 'GET', `/messages?traceId=${runId}`)).body;
      expect(results.map(({ status }: { status: string }) => status).sort()).toEqual(['SENT', 'UNDELIVERABLE']);
      return results;
    });
    const failed = messages.find(({ status }: { status: string }) => status === 'UNDELIVERABLE');
    expect(failed).toMatchObject({ reason: 'FAILED', error: expect.stringContaining('name') });
  });

  it('S-09 sent with a mock key it is SIMULATED', async () => {
    const hash = keyHash('pk_test_mock');
    await engine.database.prisma.apiKey.create({
      data: { id: 'mock', environmentId: 'test', name: 'mock', hash, mock: true },
    });
    const response = await fetch(`${engine.url}/send`, {
      method: 'POST',
      headers: { authorization: 'Bearer pk_test_mock', 'content-type': 'application/json' },
      body: JSON.stringify({ message: { to: ada, content } }),
    });
    const { requestId } = (await response.json()) as { requestId: string };
    expect(await ended(requestId)).toMatchObject({ status: 'SIMULATED', providers: [{ provider: 'outbox' }] });
  });
});

describe('every channel', () => {
  const all = { method: 'all', channels: ['email', 'sms'] };
  const to = (email: string, phone_number: string) => ({ email, phone_number });

  it('§11.4 S-01 method `all` sends on each, once', async () => {
    const { id, status } = await sent({ to: to('ada@example.com', '+15550100'), content, routing: all });
    expect(status).toBe('SENT');
    await eventually(async () => {
      const channels = (await messageOf(id)).providers.map(
        (call: { status: string; channel: { key: string } }) => `${call.channel.key} ${call.status}`,
      );
      expect(channels.sort()).toEqual(['email SENT', 'sms SENT']);
    });
    expect((await outputOf(id)).map(({ channel }: { channel: string }) => channel)).toEqual(['email', 'sms']);
  });

  it.each([
    ['refused@example.com', '+15550100'],
    ['ada@example.com', '+19995550'],
  ])('§11.4 S-06 refused on one of them it is SENT all the same: %s, %s', async (email, phone) => {
    const { id } = await sent({ to: to(email, phone), content, routing: all });
    await eventually(async () => expect((await messageOf(id)).providers).toHaveLength(2));
    expect(await messageOf(id)).toMatchObject({ status: 'SENT' });
  });

  it('§11.4 S-06 refused on all of them it is UNDELIVERABLE', async () => {
    const message = await sent({ to: to('refused@example.com', '+19995550'), content, routing: all });
    expect(message).toMatchObject({ status: 'UNDELIVERABLE', reason: 'PROVIDER_ERROR' });
    expect(message.providers).toHaveLength(2);
  });

  it('§11.4 F-13 what one channel cannot take now follows later, and the other does not wait', async () => {
    const { id, runId } = await sent({ to: to('later1@example.com', '+15550100'), content, routing: all });
    const attempts = async () => (await messageOf(id)).providers.map(({ status }: { status: string }) => status).sort();
    expect(await attempts()).toEqual(['DEFERRED', 'SENT']);
    await untilEnded(engine, runId);
    await engine.client.workflow.getHandle(id).result();
    expect(await attempts()).toEqual(['DEFERRED', 'SENT', 'SENT']);
    expect(await messageOf(id)).toMatchObject({ status: 'SENT' });
  });
});

describe('a list', () => {
  it('§11.1 A-23 everyone on it gets the message, literally, and the request finds them all', async () => {
    for (const user of ['ann', 'ben']) {
      await ask(engine, 'PUT', `/profiles/${user}`, { profile: { email: `${user}@example.com` } });
      await ask(engine, 'PUT', `/lists/news/subscriptions/${user}`, {});
    }
    const runId = await send({ to: { list_id: 'news' }, content: { title: 'refs.data.x', body: '{{profile.email}}' } });
    const messages = await eventually(async () => {
      const { results } = (await ask(engine, 'GET', `/messages?traceId=${runId}`)).body;
      expect(results.map(({ recipient, status }: Record<string, string>) => `${recipient} ${status}`).sort()).toEqual([
        'ann SENT',
        'ben SENT',
      ]);
      return results;
    });
    expect(await outputOf(messages[0].id)).toMatchObject([{ content: { subject: 'refs.data.x' } }]);
  });
});

describe('several recipients of which one fails', () => {
  const messagesOf = async (requestId: string) =>
    (await ask(engine, 'GET', `/messages?traceId=${requestId}`)).body.results as Record<string, string>[];
  const told = (messages: Record<string, string>[]) =>
    messages.map(({ recipient, status }) => `${recipient} ${status}`).sort();

  it('§11.1 S-02 a list that fails tells it itself, and holds nobody behind it', async () => {
    const requestId = await send({ to: [{ list_id: 'of.nobody' }, { user_id: 'ann' }], template: 'NOBODY' });
    await eventually(async () =>
      expect(told(await messagesOf(requestId))).toEqual(['ann UNMAPPED', 'of.nobody UNMAPPED']),
    );
    await untilEnded(engine, requestId);
    expect(await messageOf(requestId)).toMatchObject({ status: 'UNMAPPED', error: 'template: NOBODY does not exist' });
    const { status } = await ask(engine, 'POST', `/messages/${messageIdOf(requestId, 0)}/resend`);
    expect(status).toBe(409);
  });

  it('§11.1 a recipient for whom a step breaks ends as UNDELIVERABLE, and the next gets theirs', async () => {
    const runId = await sendWithBrokenFirst(engine, { to: [{ user_id: 'ann' }, { user_id: 'ben' }], content });
    await untilEnded(engine, runId);
    expect(told(await messagesOf(runId))).toEqual(['ann UNDELIVERABLE', 'ben SENT']);
    expect(await messageOf(messageIdOf(runId, 0))).toMatchObject({ reason: 'FAILED', error: /./ });
    expect(await messageOf(runId)).toMatchObject({ status: 'SENT' });
    engine.errors.splice(0);
  });

  it('§11.1 a list that fails alone is found by the id of the request', async () => {
    const requestId = await send({ to: { list_pattern: 'none.*' }, template: 'NOBODY', metadata: { tags: ['t'] } });
    await untilEnded(engine, requestId);
    expect(await messageOf(requestId)).toMatchObject({ id: requestId, recipient: 'none.*', status: 'UNMAPPED' });
    expect(told(await messagesOf(requestId))).toEqual(['none.* UNMAPPED']);
    const { status, body } = await ask(engine, 'POST', `/messages/${requestId}/cancel`);
    expect([status, body.status]).toEqual([409, 'UNMAPPED']);
  });

  it('§11.1 a list without anybody on it says so under the id of the request', async () => {
    const requestId = await send({ to: { list_id: 'empty' }, content });
    await untilEnded(engine, requestId);
    const error = 'there was nobody to send it to';
    expect(await messageOf(requestId)).toMatchObject({ recipient: 'empty', status: 'UNROUTABLE', error });
  });

  it('§11.1 A-23 data and tenant beside a list are everyone’s', async () => {
    await ask(engine, 'PUT', '/tenants/acme', { name: 'Acme' });
    const words = { title: 'T', body: '{{n}}, {{m}}, {{tenant.name}}' };
    const to = { list_id: 'news', data: { n: 'A' }, tenant_id: 'acme' };
    const requestId = await send({ to, content: words, data: { n: 'B', m: 'B' } });
    await untilEnded(engine, requestId);
    const [message] = await messagesOf(requestId);
    expect(await outputOf(message?.id ?? '')).toMatchObject([{ content: { text: 'A, B, Acme' } }]);
  });
});

describe('a step of an automation', () => {
  it('A-22 sends to several recipients one after the other, a message and a step each', async () => {
    const message = { to: [{ ...ada, data: { name: 'Ada' } }, { $ref: 'data.other' }], content };
    const steps = [
      { action: 'send', ref: 'both', message },
      { action: 'send', if: 'refs.both.status === "SENT"', message: { to: ada, content } },
    ];
    const runId = await invoke(engine, { data: { other: { email: 'bob@example.com' } }, automation: { steps } });
    await untilEnded(engine, runId);
    const shown = await inspect(engine, runId);
    expect(shown.steps.map(({ step_id: id, status }: Record<string, string>) => `${id} ${status}`)).toEqual([
      'step-0 PROCESSED',
      'step-0-1 PROCESSED',
      'step-1 PROCESSED',
    ]);
    const ids: string[] = shown.steps.map((step: { message_id: string }) => step.message_id);
    expect(await outputOf(ids[0] ?? '')).toMatchObject([{ content: { text: 'You are ada@example.com.' } }]);
    expect(await outputOf(ids[1] ?? '')).toMatchObject([{ content: { text: 'You are bob@example.com.' } }]);
  });
});

describe('resend', () => {
  it('W-32 one that was never rendered can be looked at from its acceptance on', async () => {
    const id = await send({ to: ada, content, data: { name: 'Ada' }, delay: { duration: 3_600_000 } });
    await eventually(async () => expect(await messageOf(id)).toMatchObject({ status: 'DELAYED' }));
    await ask(engine, 'POST', `/messages/${id}/cancel`);
    const { body } = await ask(engine, 'POST', `/messages/${id}/resend`);
    expect(await messageOf(body.messageId)).toMatchObject({ recipient: (await messageOf(id)).recipient });
    const { results } = (await ask(engine, 'GET', `/messages/${body.messageId}/history?type=ENQUEUED`)).body;
    expect(results).toMatchObject([{ resent: id }]);
    await eventually(async () => expect(await messageOf(body.messageId)).toMatchObject({ status: 'DELAYED' }));
    const { results: enqueued } = (await ask(engine, 'GET', `/messages/${body.messageId}/history?type=ENQUEUED`)).body;
    expect(enqueued).toHaveLength(1);
  });

  it('W-32 the recipient gets the same once more, though template and data are others by now', async () => {
    await publishTemplate(engine, 'CHANGING', content);
    const { id } = await sent({ to: ada, template: 'CHANGING', data: { name: 'Ada' } });
    const { results } = (await ask(engine, 'GET', '/notifications')).body;
    const template = results.find(
      ({ alias, name }: { alias?: string; name?: string }) => (alias ?? name) === 'CHANGING',
    );
    await ask(engine, 'DELETE', `/notifications/${template.id}`);
    const { status, body } = await ask(engine, 'POST', `/messages/${id}/resend`);
    expect(status).toBe(200);
    const copy = await ended(body.messageId);
    expect(copy).toMatchObject({ status: 'SENT', notification: template.id });
    expect(await outputOf(copy.id)).toEqual(await outputOf(id));
  });

  it('W-32 a message of an automation keeps what its references were', async () => {
    const first = { action: 'send', ref: 'first', message: { to: ada, content } };
    const second = {
      action: 'send',
      message: { to: ada, content: { title: 'T', body: `first was \${refs.first.status}` } },
    };
    const runId = await invoke(engine, { automation: { steps: [first, second] } });
    await untilEnded(engine, runId);
    const { steps } = await inspect(engine, runId);
    const { body } = await ask(engine, 'POST', `/messages/${steps[1].message_id}/resend`);
    const copy = await ended(body.messageId);
    expect(await outputOf(copy.id)).toMatchObject([{ content: { text: 'first was SENT' } }]);
  });
});
