import Courier from '@trycourier/courier';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { publishTemplate } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { API_KEY } from '../support/engine-api.ts';
import { eventually } from '../support/eventually.ts';
import { ownNamespace } from '../support/namespace.ts';

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
let courier: Courier;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine(temporal);
  courier = new Courier({ apiKey: API_KEY, baseURL: engine.url });
  await publishTemplate(engine, 'WELCOME', { title: 'Hello {{name}}', body: 'Welcome.' });
});

afterAll(async () => {
  await engine.close();
  await temporal.close();
});

const sent = (id: string) =>
  eventually(async () => {
    const message = await courier.messages.retrieve(id);
    expect(message.status).toBe('SENT');
    return message;
  });

describe('client.send', () => {
  it('§11.1 send.message: a template to a user, with what its documentation shows', async () => {
    const { requestId } = await courier.send.message({
      message: {
        to: { user_id: 'user_123', email: 'user@example.com', data: { name: 'Ada' } },
        template: 'WELCOME',
        data: { name: 'nobody' },
        brand_id: 'brand-1',
        routing: { method: 'single', channels: ['email', 'inbox'] },
        channels: { email: { providers: ['outbox'], override: { reply_to: 'x@example.com' } } },
        providers: { smtp: { override: { body: {} } } },
        metadata: { tags: ['welcome'], trace_id: 'trace-7', event: 'signup' },
        timeout: { message: 3_600_000 },
      },
    });
    const message = await sent(requestId);
    expect(message).toMatchObject({
      id: requestId,
      recipient: 'user_123',
      enqueued: expect.any(Number),
      sent: expect.any(Number),
    });
    const { results } = await courier.messages.content(requestId);
    expect(results).toMatchObject([{ channel: 'email', content: { subject: 'Hello Ada' } }]);
  });

  it('§11.1 send.message: inline content to several, each found by the id of the request', async () => {
    const to = [{ email: 'a@example.com' }, { email: 'b@example.com' }];
    const { requestId } = await courier.send.message({ message: { to, content: { title: 'T', body: 'B' } } });
    await eventually(async () => {
      const { results } = await courier.messages.list({ traceId: requestId });
      expect(results.map(({ status }) => status)).toEqual(['SENT', 'SENT']);
    });
  });

  it('§11.1 W-06 send.message: a refusal names the field', async () => {
    const refused = courier.send.message({ message: { template: 'WELCOME' } });
    await expect(refused).rejects.toMatchObject({ status: 400, message: expect.stringContaining('message.to') });
  });
});

describe('client.messages', () => {
  it('§11.2 list, retrieve, history, content', async () => {
    const content = { title: 'T', body: 'B' };
    const metadata = { tags: ['listed'], trace_id: 'trace-8' };
    const { requestId } = await courier.send.message({
      message: { to: { user_id: 'ada', email: 'ada@example.com' }, content, metadata },
    });
    await sent(requestId);
    for (const query of [
      { traceId: 'trace-8' },
      { tags: 'listed,other' },
      { tag: ['listed'] },
      { recipient: 'ada' },
      { messageId: requestId },
    ]) {
      const { results, paging } = await courier.messages.list({
        ...query,
        status: ['SENT', 'DELIVERED'],
        provider: ['outbox'],
      });
      expect([results.map(({ id }) => id), paging.more]).toEqual([[requestId], false]);
    }
    expect((await courier.messages.list({ traceId: 'trace-8', status: ['CANCELED'] })).results).toEqual([]);
    expect((await courier.messages.history(requestId)).results).toMatchObject([
      { type: 'ENQUEUED' },
      ...Array(4).fill({}),
      { type: 'SENT' },
    ]);
    expect((await courier.messages.history(requestId, { type: 'SENT' })).results).toHaveLength(1);
    expect((await courier.messages.content(requestId)).results).toMatchObject([
      { channel: 'email', content: { subject: 'T' } },
    ]);
  });
});
