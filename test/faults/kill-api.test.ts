import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Child } from '../../platform/child-process.ts';
import { Database } from '../../platform/database/database.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { freePort } from '../../platform/free-port.ts';
import { API_KEY } from '../support/engine-api.ts';
import { segmentEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { launch } from '../support/launch.ts';
import { createDatabase } from '../support/postgres.ts';

const SENDERS = 20;
const KILLS = 3;
/** Answers before each kill. */
const ANSWERS = 200;

let databaseUrl: string;
let database: Database;
let url: string;
let port: number;
let api: Child;

beforeAll(async () => {
  databaseUrl = await createDatabase();
  database = new Database({ databaseUrl });
  await ensureWorkspace(database.pool, { apiKey: API_KEY, outbox: false });
  port = await freePort();
  url = `http://127.0.0.1:${port}`;
});

afterAll(async () => {
  await api?.stop('SIGKILL', 0);
  await database.close();
});

/** The API as it runs in production, from its sources; its Temporal is not there. */
async function startApi(): Promise<void> {
  const settings = { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: '127.0.0.1:1', ANGARIUM_PORT: `${port}` };
  api = await launch({
    command: process.execPath,
    args: ['--import', '@oxc-node/core/register', 'apps/api/main.ts'],
    env: { ...process.env, ...settings, ANGARIUM_METRICS_PORT: '0', ANGARIUM_LOG_LEVEL: 'error' },
  });
  await eventually(() => fetch(`${url}/health/live`), 60_000);
}

/** The id that an event was answered with; undefined when there was no answer. */
async function send(messageId: string): Promise<string | undefined> {
  const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };
  const request = fetch(`${url}/inbound/segment`, {
    method: 'POST',
    headers,
    body: JSON.stringify(segmentEvent({ messageId })),
  });
  const answer = await request.catch(() => undefined);
  if (!answer) return undefined;
  const body = (await answer.json().catch(() => undefined)) as { messageId: string } | undefined;
  if (body) expect([answer.status, body]).toEqual([202, { messageId: expect.any(String) }]);
  return body?.messageId;
}

it('row 25 E-14 E-02 an event that was answered survives a kill of the API; what was not is sent again, and is there once', {
  timeout: 180_000,
}, async () => {
  const answered = new Map<string, string>();
  const unanswered: string[] = [];
  for (let kill = 1; kill <= KILLS; kill++) {
    await startApi();
    const sender = async () => {
      for (;;) {
        const messageId = randomUUID();
        const id = await send(messageId);
        if (id === undefined) return void unanswered.push(messageId);
        answered.set(messageId, id);
        if (answered.size === kill * ANSWERS) process.kill(api.pid, 'SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));
    expect(await api.exited).toBe('signal SIGKILL');
  }
  const taken = async () => {
    const rows = await database.prisma.inboundEvent.findMany({ select: { id: true, messageId: true } });
    return new Map(rows.map(({ id, messageId }) => [String(messageId), id]));
  };
  const before = await taken();
  expect([...answered].filter(([messageId, id]) => before.get(messageId) !== id)).toEqual([]);
  expect(unanswered).toHaveLength(SENDERS * KILLS);

  await startApi();
  for (const messageId of unanswered) expect(await send(messageId)).toBeDefined();
  expect(await database.prisma.inboundEvent.count()).toBe((await taken()).size);
  expect([...(await taken()).keys()].sort()).toEqual([...answered.keys(), ...unanswered].sort());
});
