import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';

import { atOnce } from '../../activities/at-once.ts';
import { ask, inspect, invoke } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { Gate } from '../support/gate.ts';
import { numbered, readersOf } from '../support/lists.ts';
import { startMailServer } from '../support/mail-server.ts';
import { ownNamespace } from '../support/namespace.ts';
import { configureSmtp } from '../support/smtp-provider.ts';

/** Of the provider's connections. */
const AT_ONCE = 10;
const WAITING = 5;
const content = { title: 'T', body: 'B' };

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
let server: Awaited<ReturnType<typeof startMailServer>>;
/** Where every mail waits that the server was handed. */
let gate: Gate;
let handed: number;

beforeAll(async () => {
  server = await startMailServer({
    onMail: async () => {
      handed += 1;
      await gate.pass();
    },
  });
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine({ ...temporal, outbox: false });
  await configureSmtp(engine, server.port);
});

afterAll(async () => {
  await engine.close();
  await temporal.close();
  await server.close();
});

beforeEach(() => {
  handed = 0;
  gate = new Gate();
});

const untilHanded = (count: number) => eventually(async () => expect(handed).toBe(count));

it('J-65 row 15 cancel: a call that waits for a connection is not made once the cancel has answered', async () => {
  const steps = [{ action: 'send', message: { to: { email: 'a@example.com' }, content } }];
  const automation = { cancelation_token: 'in line', steps };
  const runs = await atOnce(2, numbered(AT_ONCE + WAITING), () => invoke(engine, { automation }));
  await untilHanded(AT_ONCE);
  await untilClaimed(AT_ONCE + WAITING);
  expect((await ask(engine, 'POST', '/automations/cancel', { cancelation_token: 'in line' })).status).toBe(202);
  gate.open();
  await untilSettled();
  expect(handed).toBe(AT_ONCE);
  const messages = await engine.database.query(
    'SELECT status, count(*)::int AS count FROM message GROUP BY 1 ORDER BY 1',
  );
  expect(messages).toEqual([
    { status: 'CANCELED', count: WAITING },
    { status: 'SENT', count: AT_ONCE },
  ]);
  for (const id of runs) expect((await inspect(engine, id)).run.status).toBe('CANCELED');
});

it('J-65 row 15 cancel: of a chunk of a list those whose calls had not begun by then are not called', async () => {
  await readersOf(engine, 'everyone', numbered(AT_ONCE + WAITING));
  const automation = { steps: [{ action: 'send-list', list: 'everyone', message: { content } }] };
  const id = await invoke(engine, { automation });
  await untilHanded(AT_ONCE);
  // A chunk is believed for a second.
  const since = performance.now();
  await eventually(async () => expect(performance.now() - since).toBeGreaterThan(1_000));
  expect((await ask(engine, 'POST', '/automations/cancel', { run_id: id })).status).toBe(202);
  gate.open();
  await untilSettled();
  expect(handed).toBe(AT_ONCE);
});

async function untilClaimed(count: number): Promise<void> {
  await eventually(async () => expect(await attempts('outcome IS NULL')).toBe(count));
}

/** No attempt is under way any more. */
async function untilSettled(): Promise<void> {
  await eventually(async () => expect(await attempts('outcome IS NULL')).toBe(0));
}

async function attempts(which: string): Promise<number | undefined> {
  const [row] = await engine.database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM attempt WHERE ${which}`,
  );
  return row?.count;
}
