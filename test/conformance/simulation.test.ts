import Courier from '@trycourier/courier';
import { afterAll, beforeAll, expect, it } from 'vitest';

import orderUpdate from '../fixtures/simulate/order-update.json' with { type: 'json' };
import type { ApiUnderTest } from '../support/api.ts';
import { startApiWithSdk } from '../support/api-with-sdk.ts';

interface Simulation {
  run: { status: string; ended_at: string };
  timeline: { status: string; messages?: { address: string; rendered: { subject: string } }[] }[];
}

const start = '2026-03-01T08:00:00Z';
let api: ApiUnderTest;
let courier: Courier;

beforeAll(async () => {
  ({ api, courier } = await startApiWithSdk({ maxRetries: 0 }));
  await courier.post('/providers', { body: { provider: 'outbox' } });
  await courier.profiles.create('user_123', { profile: { email: 'user_123@example.com' } });
  for (const alias of ['ORDER_CONFIRMATION', 'SHIPPING_UPDATE']) {
    const content = { title: `${alias} {{order_id}}`, body: 'Body' };
    await courier.post('/notifications', {
      body: { notification: { name: alias, alias, content }, state: 'PUBLISHED' },
    });
  }
});

afterAll(() => api.close());

it('DR-21 simulate: the SDK simulates what it invokes, and no run is made', async () => {
  const { run, timeline } = await courier.post<Simulation>('/automations/simulate', {
    body: { ...orderUpdate, start },
  });
  expect(run).toMatchObject({ status: 'PROCESSED', ended_at: '2026-03-01T10:00:00.000Z' });
  expect(timeline[2]?.messages).toMatchObject([
    { address: 'user_123@example.com', rendered: { subject: 'SHIPPING_UPDATE ORD-9042' } },
  ]);
  expect((await courier.get<{ runs: object[] }>('/automations/runs')).runs).toEqual([]);
});

it('DR-24 simulate: a journey that the SDK has made, by its id', async () => {
  const nodes = [
    { type: 'trigger', trigger_type: 'api-invoke' },
    { type: 'send', message: { template: 'ORDER_CONFIRMATION' } },
  ];
  const journey = { name: 'Order', nodes, state: 'PUBLISHED' };
  const { id } = await courier.post<{ id: string }>('/journeys', { body: journey });
  const body = { id, user_id: 'user_123', data: { order_id: 'order-456' }, start };
  const { timeline } = await courier.post<Simulation>('/journeys/simulate', { body });
  expect(timeline[1]?.messages?.[0]?.rendered.subject).toBe('ORDER_CONFIRMATION order-456');
});

it('DR-23 simulate: bad input is the error that the SDK knows', async () => {
  const asked = courier.post('/automations/simulate', { body: { automation: { steps: [] } } });
  await expect(asked).rejects.toThrow(Courier.BadRequestError);
});
