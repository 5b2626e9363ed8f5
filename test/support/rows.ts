import type { Database } from '../../platform/database/database.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { newRunId } from '../../platform/ids.ts';

/** Writes a run of the test environment as it might look after a while; its id. */
export async function insertRun(database: Database, changes: Partial<Prisma.RunCreateInput> = {}): Promise<string> {
  const now = new Date();
  const { id } = await database.prisma.run.create({
    data: {
      id: newRunId(now),
      environmentId: 'one-test',
      kind: 'automation',
      status: 'PROCESSED',
      source: ['invoke/adhoc'],
      context: { data: {}, profile: {}, recipient: 'ada' },
      plan: { v: 1, steps: [] },
      createdAt: now,
      updatedAt: now,
      checkAfter: now,
      ...changes,
    },
  });
  return id;
}

/** Writes a message of the test environment; its id. */
export async function insertMessage(
  database: Database,
  changes: Partial<Prisma.MessageUncheckedCreateInput> = {},
): Promise<string> {
  const now = new Date();
  const { id } = await database.prisma.message.create({
    data: {
      id: newRunId(now),
      environmentId: 'one-test',
      recipient: 'ada',
      status: 'SENT',
      enqueuedAt: now,
      updatedAt: now,
      ...changes,
    },
  });
  return id;
}

/** Writes what a message says on one channel, and the calls that were made for it. */
export async function insertDelivery(
  database: Database,
  messageId: string,
  { channel = 'email', rendered = {}, retryAt, attempts = [] }: DeliveryRow,
): Promise<void> {
  const now = new Date();
  const status = attempts.at(-1)?.outcome ?? 'claimed';
  const place = { messageId, channel };
  await database.prisma.delivery.create({
    data: {
      ...place,
      environmentId: 'one-test',
      status,
      attempt: attempts.length,
      address: 'a@x.io',
      rendered,
      retryAt,
      updatedAt: now,
    },
  });
  const rows = attempts.map((attempt, index) => ({ ...place, number: index + 1, providerId: 'prv_1', ...attempt }));
  await database.prisma.attempt.createMany({ data: rows });
}

interface DeliveryRow {
  channel?: string;
  rendered?: Prisma.InputJsonObject;
  retryAt?: Date;
  attempts?: { provider: string; outcome?: string; answer?: string; startedAt: Date; endedAt?: Date }[];
}
