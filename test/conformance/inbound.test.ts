import Courier from '@trycourier/courier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ApiUnderTest } from '../support/api.ts';
import { startApiWithSdk } from '../support/api-with-sdk.ts';
import { countRequests } from '../support/count-requests.ts';

let api: ApiUnderTest;
let courier: Courier;

beforeAll(async () => {
  ({ api, courier } = await startApiWithSdk());
});

afterAll(() => api.close());

const order = {
  event: 'New Order Placed',
  messageId: '4c62c457-b329-4bea-9bfc-17bba86c393f',
  properties: { order_id: 123, total_orders: 5 },
  type: 'track' as const,
  userId: '1234',
};

describe('client.inbound', () => {
  it('W-15 client.inbound.trackEvent answers an id of its own', async () => {
    const { messageId } = await courier.inbound.trackEvent(order);
    expect(messageId).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    const body = await api.database.prisma.inboundEvent.findUnique({ where: { id: messageId } });
    expect(body).toMatchObject({ provider: 'courier', name: order.event, userId: '1234', body: order });
  });

  it('E-02 W-04 client.inbound.trackEvent: an event that was taken in before is a ConflictError, after one request', async () => {
    const { counting, counts } = countRequests(courier);
    const event = { ...order, messageId: 'twice' };
    await counting.inbound.trackEvent(event);
    await expect(counting.inbound.trackEvent(event)).rejects.toBeInstanceOf(Courier.ConflictError);
    expect(counts.requests).toBe(2);
  });

  it('W-08 client.inbound.trackEvent: what is missing is a BadRequestError that names it', async () => {
    const { event: _, ...nameless } = order;
    const refused = courier.inbound.trackEvent(nameless as typeof order);
    await expect(refused).rejects.toBeInstanceOf(Courier.BadRequestError);
    await expect(refused).rejects.toThrow('event: ');
  });

  it('W-13 client.inbound.trackEvent: a user of null is nobody', async () => {
    const { messageId } = await courier.inbound.trackEvent({ ...order, messageId: 'nobody', userId: null });
    const row = await api.database.prisma.inboundEvent.findUniqueOrThrow({ where: { id: messageId } });
    expect([row.userId, row.body]).toMatchObject([null, { userId: null }]);
  });
});
