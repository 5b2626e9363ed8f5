import { afterAll, beforeAll, expect, it } from 'vitest';

import { OldEvents } from '../../platform/database/events/old-events.ts';
import { type ApiUnderTest, startApi } from '../support/api.ts';
import { receive } from '../support/events.ts';

let api: ApiUnderTest;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

it('J-51 E-02 events go after 95 days, message ids after a day, what still waits stays', async () => {
  const { database } = api;
  const taken = async (status: string, days: number) => {
    const id = await receive(database, {}, { webhook: 'shop' });
    await database.prisma.inboundEvent.update({ where: { id }, data: { status, receivedAt: ago(days * 24) } });
    return id;
  };
  const [, , waiting, young] = [
    await taken('MATCHED', 96),
    await taken('PARKED', 96),
    await taken('WAITING', 96),
    await taken('MATCHED', 94),
  ];
  const ids = [24, 26].map((hours) => ({
    ...{ environmentId: 'one-test', messageId: `m${hours}`, receivedAt: ago(hours) },
  }));
  await database.prisma.inboundMessageId.createMany({ data: ids });
  const shapes = [94, 96].map((days) => ({
    ...{ environmentId: 'one-test', type: 'track', name: `E${days}`, lastSeenAt: ago(days * 24) },
  }));
  await database.prisma.inboundEventShape.createMany({ data: shapes });
  const old = new OldEvents(database);
  expect([await old.forget(), await old.forget()]).toEqual([{ rows: 4, next: true }, { rows: 0 }]);
  const left = await database.prisma.inboundEvent.findMany({ select: { id: true } });
  expect(left.map(({ id }) => id).sort()).toEqual([waiting, young].sort());
  expect(await database.prisma.inboundMessageId.findMany({ select: { messageId: true } })).toEqual([
    { messageId: 'm24' },
  ]);
  expect(await database.prisma.inboundEventShape.findMany({ select: { name: true } })).toEqual([{ name: 'E94' }]);
});
