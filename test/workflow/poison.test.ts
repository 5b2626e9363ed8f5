import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { outbox } from '../../activities/deliver/providers/outbox.ts';
import type { Provider } from '../../activities/deliver/providers/provider.ts';
import type { Skeleton } from '../../language/plan.ts';
import { ask, inspect, invoke, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { ownNamespace } from '../support/namespace.ts';
import { insertRun } from '../support/rows.ts';
import { failedWorkflowTasks } from '../support/workflow-tasks.ts';

const SECRET = 'ada.lovelace@example.com';

/** A provider with a bug, whose error quotes whom it was for. */
const broken: Provider = {
  ...outbox,
  deliver: async (_config, { address }) => {
    throw new TypeError(`cannot send to ${address}`);
  },
};

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine({ ...temporal, ports: { providers: { outbox: broken } } });
});

afterAll(async () => {
  await engine.close();
  await temporal.close();
});

/** The end of a run that met a bug: its first step and itself are ERROR, nobody tried again, nothing personal got out. */
async function expectPoisoned(runId: string, { reported = 1 } = {}): Promise<void> {
  await untilEnded(engine, runId);
  const { run, steps } = await inspect(engine, runId);
  expect(run.status).toBe('ERROR');
  expect(steps).toMatchObject([{ status: 'ERROR', context: { reason: 'internal error (TypeError)' } }]);
  expect(engine.errors.splice(0)).toHaveLength(reported);
  expect(await failedWorkflowTasks(engine.client, runId)).toBe(0);
  const history = await engine.client.workflow.getHandle(runId).fetchHistory();
  expect(JSON.stringify(steps) + historyToJSON(history)).not.toContain(SECRET);
}

it('row 5 F-07 poison: a provider that throws ends its message, with a reason that names no data, and the run goes on', async () => {
  const send = { action: 'send', message: { to: { email: SECRET }, content: { title: 'T', body: 'B' } } };
  const runId = await invoke(engine, { automation: { steps: [send, send] } });
  await untilEnded(engine, runId);
  const { run, steps } = await inspect(engine, runId);
  expect([run.status, ...steps.map(({ status }: { status: string }) => status)]).toEqual(Array(3).fill('PROCESSED'));
  for (const { message_id: id } of steps) {
    const { body } = await ask(engine, 'GET', `/messages/${id}`);
    expect(body).toMatchObject({ status: 'ROUTED', error: 'the outcome of the provider call is unknown' });
    expect(body.providers).toMatchObject([{ status: 'UNKNOWN', error: 'the provider broke (TypeError)' }]);
  }
  expect(engine.errors.splice(0)).toHaveLength(2);
  expect(await engine.database.prisma.delivery.count({ where: { status: 'claimed' } })).toBe(0);
});

it('row 5 poison: a stored plan that nobody can read ends step and run as ERROR, with a reason that names no data', async () => {
  const delay = { id: 'step_1', action: 'delay', fields: { duration: { $ref: 5, [SECRET]: 1 } }, ahead: {} };
  const plan = { v: 1, steps: [{ ...delay, if: { source: SECRET, tree: null } }, delay] };
  const runId = await insertRun(engine.database, { environmentId: 'test', status: 'NOT PROCESSED', plan });
  const skeleton: Skeleton = { v: 1, steps: [{ action: 'delay' }, { action: 'delay' }] };
  await engine.starter.startAndWait({ id: runId, environmentId: 'test', kind: 'automation', skeleton });
  await expectPoisoned(runId);
});

it('row 5 poison: what breaks in the code of the workflow itself ends step and run as ERROR, and no workflow task fails', async () => {
  const delay = { id: 'step_1', action: 'delay', fields: { duration: 'PT1S' }, ahead: {} };
  const runId = await insertRun(engine.database, {
    ...{ environmentId: 'test', status: 'NOT PROCESSED' },
    plan: { v: 1, steps: [delay, delay] },
  });
  // There is no such step: to call it is a bug.
  const skeleton = { v: 1, steps: [{ action: 'nonsense' }, { action: 'delay' }] } as unknown as Skeleton;
  await engine.starter.startAndWait({ id: runId, environmentId: 'test', kind: 'automation', skeleton });
  await expectPoisoned(runId, { reported: 0 });
});
