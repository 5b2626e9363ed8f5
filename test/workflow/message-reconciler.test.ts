import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { MessageReconciler } from '../../apps/worker/message-reconciler.ts';
import type { Mend } from '../../apps/worker/rounds.ts';
import { type DueMessage, MessageChecks } from '../../platform/database/messages/message-checks.ts';
import { MessageStarter } from '../../platform/temporal/message-starter.ts';
import { ask } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { ownNamespace } from '../support/namespace.ts';
import { insertDelivery, insertMessage, insertRun } from '../support/rows.ts';

const HOUR = 3_600_000;

/** Whose messages come to their end between the look at their rows and that at their workflows. */
class LateChecks extends MessageChecks {
  override async take(most: number): Promise<DueMessage[]> {
    const due = await super.take(most);
    const ids = due.map(({ id }) => id);
    await engine.database.query('UPDATE message SET check_after = NULL WHERE id = ANY($1)', [ids]);
    return due;
  }
}

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
let reconciler: MessageReconciler;
const troubles: Error[] = [];

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine(temporal);
  const checks = new MessageChecks(engine.database);
  const starter = new MessageStarter(temporal.client, () => true);
  const onError = (error: Error) => troubles.push(error);
  reconciler = new MessageReconciler({ checks, workflows: engine.workflows, starter, onError });
});

afterAll(async () => {
  await engine.close();
  await temporal.close();
});

/** A message as its step left it, whose workflow was never started; it goes on in so many milliseconds. */
async function waiting(inMs: number, changes: { status?: string } = {}): Promise<string> {
  const environmentId = 'test';
  const past = new Date(Date.now() - 10_000);
  const runId = await insertRun(engine.database, { environmentId });
  const message = { environmentId, runId, stepOrder: 0, status: 'ROUTED', checkAfter: past, ...changes };
  const id = await insertMessage(engine.database, message);
  const attempts = [{ provider: 'outbox', outcome: 'deferred', answer: '451 later', startedAt: past, endedAt: past }];
  await insertDelivery(engine.database, id, { attempts, retryAt: new Date(Date.now() + inMs) });
  return id;
}

const messageOf = async (id: string) => (await ask(engine, 'GET', `/messages/${id}`)).body;
const checkOf = async (id: string) =>
  (await engine.database.prisma.message.findUniqueOrThrow({ where: { id } })).checkAfter;
const due = (id: string) => engine.database.query('UPDATE message SET check_after = enqueued_at WHERE id = $1', [id]);

describe('reconciler of messages', () => {
  it('F-13 starts the workflow of a message that waits and has none, once', async () => {
    const id = await waiting(-1_000);
    expect(await reconciler.round()).toBe(1);
    expect(await reconciler.round()).toBe(0);
    await temporal.client.workflow.getHandle(id).result();
    expect(await messageOf(id)).toMatchObject({ status: 'SENT' });
    expect(await checkOf(id)).toBeNull();
  });

  it('F-13 two at once share the messages that are due, and each is sent once more', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => waiting(-1_000)));
    const found = await Promise.all([reconciler.round(), reconciler.round()]);
    expect(found[0] + found[1]).toBe(10);
    for (const id of ids) {
      await temporal.client.workflow.getHandle(id).result();
      expect((await messageOf(id)).providers).toHaveLength(2);
    }
  });

  it('F-13 leaves one alone that waits as it should, and tries nothing before its time', async () => {
    const id = await waiting(HOUR);
    await reconciler.round();
    const before = await messageOf(id);
    await due(id);
    expect(await reconciler.round()).toBe(1);
    expect(await messageOf(id)).toEqual(before);
    await temporal.client.workflow.getHandle(id).terminate('the test is over');
  });

  it.each([
    [
      'terminate',
      { status: 'UNDELIVERABLE', reason: 'FAILED', error: 'the workflow is gone from Temporal (TERMINATED)' },
    ],
    ['cancel', { status: 'CANCELED', error: 'canceled in Temporal' }],
  ] as const)('F-13 ends a message after a %s of its workflow, and says why', async (end, told) => {
    const id = await waiting(HOUR);
    await reconciler.round();
    const handle = temporal.client.workflow.getHandle(id);
    await handle[end]();
    await handle.result().catch(() => {});
    await due(id);
    await reconciler.round();
    expect(await messageOf(id)).toMatchObject(told);
    expect(await checkOf(id)).toBeNull();
  });

  it('R-22 one whose workflow came to its end before it was found is no mend', async () => {
    const id = await waiting(-1_000);
    await reconciler.round();
    await temporal.client.workflow.getHandle(id).result();
    const checks = new LateChecks(engine.database);
    await engine.database.query('UPDATE message SET check_after = enqueued_at WHERE id = $1', [id]);
    const mends: Mend[] = [];
    const onMended = (mend: Mend) => mends.push(mend);
    expect(await new MessageReconciler({ ...reconciler.options, checks, onMended }).round()).toBe(1);
    expect(mends).toEqual([]);
  });

  it('J-66 a canceled message is not looked after', async () => {
    const id = await waiting(-1_000, { status: 'CANCELED' });
    await reconciler.round();
    await expect(temporal.client.workflow.getHandle(id).describe()).rejects.toThrow();
    expect(troubles).toEqual([]);
  });
});
