import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { startApi } from '../support/api.ts';
import { publishedJourney } from '../support/api-journeys.ts';
import { receive, segmentEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { newFolder } from '../support/programs.ts';
import type { EventWorkerOrder } from './event-worker.ts';
import { MortalWorker } from './mortal-worker.ts';

const folder = newFolder();

afterAll(() => rmSync(folder, { recursive: true }));

const USERS = 40;
const EVENTS = 8;

/** What is left of events of many users when the worker that matches them is killed once. */
async function play(before: string) {
  const api = await startApi();
  const { database } = api;
  const trigger = { type: 'trigger', trigger_type: 'segment', request_type: 'track' };
  for (let n = 0; n < 3; n++) await publishedJourney(api, { nodes: [trigger, { type: 'exit' }] });
  const users = Array.from({ length: USERS }, (_, index) => `user-${index}`);
  const profiles = users.map((userId) => ({ environmentId: 'one-test', userId, profile: {} }));
  await database.prisma.profile.createMany({ data: profiles });
  for (let n = 0; n < EVENTS; n++)
    for (const userId of users) await receive(database, segmentEvent({ userId, properties: { n } }));
  const { databaseUrl } = api;
  const marker = join(folder, before.replaceAll(' ', '-'));
  const order: EventWorkerOrder = { databaseUrl, before, marker };
  const worker = new MortalWorker(order, 'test/faults/event-worker.ts');
  const working = worker.run();
  try {
    const isDone = async () =>
      expect(await database.prisma.inboundEvent.count({ where: { status: 'MATCHED' } })).toBe(USERS * EVENTS);
    await Promise.race([eventually(isDone, 60_000), working]);
    expect(worker.kills).toBe(1);
    return await database.query<{ automation: string; who: string; numbers: number[]; unwatched: number }>(
      `SELECT automation_id AS automation, context ->> 'recipient' AS who, array_agg((context -> 'data' ->> 'n')::int ORDER BY created_at, ctid) AS numbers,
        count(*) FILTER (WHERE check_after IS NULL)::int AS unwatched
       FROM run GROUP BY automation_id, context ->> 'recipient'`,
    );
  } finally {
    await worker.close();
    await api.close();
  }
}

describe('row 25 kill -9 of a worker that matches events', { timeout: 120_000 }, () => {
  it.each([
    ['while it writes the runs', 'INSERT INTO run'],
    ['while it writes what came of the events', 'UPDATE inbound_event'],
    ['before it commits', 'COMMIT'],
    ['before it starts what it has committed', 'started'],
  ])('E-14 %s loses nothing, does nothing twice and keeps the order', async (_, before) => {
    const runs = await play(before);
    expect(runs).toHaveLength(3 * USERS);
    const inOrder = Array.from({ length: EVENTS }, (__, n) => n);
    expect(runs.filter(({ numbers }) => String(numbers) !== String(inOrder))).toEqual([]);
    // A start that is lost is the reconciler's, which looks after all of them.
    expect(runs.filter(({ unwatched }) => unwatched > 0)).toEqual([]);
  });
});
