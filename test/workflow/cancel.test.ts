import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { outbox } from '../../activities/deliver/providers/outbox.ts';
import type { Provider } from '../../activities/deliver/providers/provider.ts';
import { RunReconciler } from '../../apps/worker/run-reconciler.ts';
import { RunChecks } from '../../platform/database/runs/run-checks.ts';
import { TemporalWorkflows } from '../../platform/temporal/temporal-workflows.ts';
import { ask, inspect, invoke, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { Gate } from '../support/gate.ts';
import { ownNamespace } from '../support/namespace.ts';
import { insertRun } from '../support/rows.ts';
import { startWebServer } from '../support/web-server.ts';
import { failedWorkflowTasks } from '../support/workflow-tasks.ts';

const send = { action: 'send', message: { to: { email: 'a@example.com' }, content: { title: 'T', body: 'B' } } };
const delay = { action: 'delay', duration: '30 days' };

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
/** Where every mail waits that is on its way. */
let gate: Gate | undefined;

/** The outbox, with a gate in front of it. */
const gated: Provider = {
  ...outbox,
  deliver: async (...call) => {
    await gate?.pass();
    return outbox.deliver(...call);
  },
};

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine({ ...temporal, ports: { providers: { outbox: gated } } });
});

afterAll(async () => {
  await engine.close();
  await temporal.close();
});

beforeEach(() => {
  gate = undefined;
});

const cancel = (body: object) => ask(engine, 'POST', '/automations/cancel', body);
const workflow = (runId: string) => engine.client.workflow.getHandle(runId);
const closing = async (runId: string) => (await workflow(runId).describe()).status.name;

/** A run that waits for 30 days. */
async function sleeping(token?: string, steps: object[] = [send, delay, send]): Promise<string> {
  const runId = await invoke(engine, { automation: { cancelation_token: token, steps } });
  await untilStatus(runId, 'WAITING');
  return runId;
}

async function untilStatus(runId: string, status: string): Promise<void> {
  await eventually(async () => expect((await inspect(engine, runId)).run.status).toBe(status));
}

const statuses = (steps: { action: string; status: string }[]) =>
  steps.map(({ action, status }) => `${action} ${status}`);

describe('a run that sleeps', () => {
  it('row 8 F-11 a flood of cancels is one signal to its workflow', async () => {
    const runId = await sleeping('flood');
    const bodies = Array.from({ length: 100 }, () => [{ run_id: runId }, { cancelation_token: 'flood' }]).flat();
    const answers = await Promise.all(bodies.map(cancel));
    expect([...new Set(answers.map(({ status }) => status))]).toEqual([202]);
    await untilEnded(engine, runId);
    const { events } = await workflow(runId).fetchHistory();
    expect(events?.filter((event) => event.workflowExecutionSignaledEventAttributes)).toHaveLength(1);
  });

  it.each(['cancelation_token', 'run_id'])(
    'F-11 K-02 canceled by its %s it ends at once, its wait with it',
    async (field) => {
      const token = `only-of-${field}`;
      const runId = await sleeping(token);
      expect((await cancel({ [field]: field === 'run_id' ? runId : token })).status).toBe(202);
      const { run, steps } = await inspect(engine, runId);
      expect(run.status).toBe('CANCELED');
      expect(statuses(steps)).toEqual(['send PROCESSED', 'delay CANCELED']);
      expect(steps[1].context).toMatchObject({ wakes_at: expect.any(String), reason: 'canceled by a request' });

      expect(await untilEnded(engine, runId)).toEqual([
        expect.stringMatching(/^1 · send · PROCESSED/),
        '2 · delay 30 days · CANCELED',
        '3 · send · to come',
      ]);
      expect(await closing(runId)).toBe('COMPLETED');
      expect(await inspect(engine, runId)).toEqual({ run, steps });
      expect(await failedWorkflowTasks(engine.client, runId)).toBe(0);
    },
  );

  it('F-11 canceled in Temporal it is Canceled there, and CANCELED here', async () => {
    const runId = await sleeping();
    await workflow(runId).cancel();
    await expect(workflow(runId).result()).rejects.toThrow();
    expect(await closing(runId)).toBe('CANCELLED');
    const { run, steps } = await inspect(engine, runId);
    expect(run.status).toBe('CANCELED');
    expect(statuses(steps)).toEqual(['send PROCESSED', 'delay CANCELED']);
    expect(steps[1].context.reason).toBe('canceled in Temporal');
  });

  it('J-42 canceled both ways at once it ends once', async () => {
    const runId = await sleeping();
    await Promise.all([workflow(runId).cancel(), cancel({ run_id: runId })]);
    await eventually(async () => expect(await closing(runId)).not.toBe('RUNNING'));
    const { run, steps } = await inspect(engine, runId);
    expect(run.status).toBe('CANCELED');
    expect(statuses(steps)).toEqual(['send PROCESSED', 'delay CANCELED']);
  });
});

describe('a run that is not asleep', () => {
  it('J-65 canceled while a mail is on its way, it keeps the outcome and begins nothing more', async () => {
    gate = new Gate();
    const runId = await invoke(engine, { automation: { steps: [send, send] } });
    await gate.reached;
    expect((await cancel({ run_id: runId })).body).toEqual({ run_id: runId, status: 'CANCELED' });
    expect(statuses((await inspect(engine, runId)).steps)).toEqual(['send PROCESSING']);
    gate.open();
    await untilEnded(engine, runId);
    const { run, steps } = await inspect(engine, runId);
    expect([run.status, ...statuses(steps)]).toEqual(['CANCELED', 'send PROCESSED']);
    expect((await ask(engine, 'GET', `/messages/${steps[0].message_id}`)).body.status).toBe('SENT');
  });

  it('J-65 canceled in Temporal while a mail is on its way, it keeps the outcome and begins nothing more', async () => {
    gate = new Gate();
    const runId = await invoke(engine, { automation: { steps: [send, delay] } });
    await gate.reached;
    await workflow(runId).cancel();
    gate.open();
    await eventually(async () => expect(await closing(runId)).toBe('CANCELLED'));
    const { run, steps } = await inspect(engine, runId);
    expect([run.status, ...statuses(steps)]).toEqual(['CANCELED', 'send PROCESSED']);
  });

  it.each<[string, object[], string[]]>([
    ['first', [], []],
    ['behind a wait', [{ action: 'delay', duration: '1 second' }], ['delay PROCESSED']],
  ])('J-43 F-11 a call that is under way is a step, %s, and canceled with its run', async (_, before, shown) => {
    const reached = new Gate();
    const web = await startWebServer(() => reached.pass());
    const fetchData = { action: 'fetch-data', webhook: { url: web.url, method: 'GET' } };
    const runId = await invoke(engine, { automation: { steps: [...before, fetchData, send] } });
    await reached.reached;
    const { run, steps } = await inspect(engine, runId);
    expect([run.status, ...statuses(steps)]).toEqual(['PROCESSING', ...shown, 'fetch-data PROCESSING']);
    expect((await cancel({ run_id: runId })).status).toBe(202);
    expect(statuses((await inspect(engine, runId)).steps)).toEqual([...shown, 'fetch-data CANCELED']);
    await web.close();
    await untilEnded(engine, runId);
    const ended = await inspect(engine, runId);
    expect([ended.run.status, ...statuses(ended.steps)]).toEqual(['CANCELED', ...shown, 'fetch-data CANCELED']);
  });

  it('J-67 canceled in Temporal during its last step, it is as if it had ended before', async () => {
    gate = new Gate();
    const runId = await invoke(engine, { automation: { steps: [send] } });
    await gate.reached;
    await workflow(runId).cancel();
    gate.open();
    await untilEnded(engine, runId);
    expect((await inspect(engine, runId)).run.status).toBe('PROCESSED');
  });

  it('J-65 canceled before its workflow starts, no step of it is begun', async () => {
    const step = { id: 's', action: 'delay', fields: { duration: '1 hour' }, ahead: { templates: [], users: [] } };
    const plan = { v: 1, steps: [step, step] };
    const runId = await insertRun(engine.database, { environmentId: 'test', status: 'NOT PROCESSED', plan });
    await cancel({ run_id: runId });
    const skeleton = { v: 1, steps: [{ action: 'delay' }, { action: 'delay' }] } as const;
    await engine.starter.startAndWait({
      id: runId,
      environmentId: 'test',
      kind: 'automation',
      skeleton: { ...skeleton, steps: [...skeleton.steps] },
    });
    await untilEnded(engine, runId);
    expect(await inspect(engine, runId)).toMatchObject({ run: { status: 'CANCELED' }, steps: [] });
  });
});

describe('a cancel step', () => {
  it('A-25 with the token of its own run ends the others that carry it, and not itself', async () => {
    const others = await Promise.all([sleeping('order-7'), sleeping('order-7'), sleeping('order-8')]);
    const runId = await invoke(engine, {
      data: { order: 7 },
      automation: {
        cancelation_token: `order-\${data.order}`,
        steps: [{ action: 'cancel', cancelation_token: `order-\${data.order}` }, send],
      },
    });
    await untilEnded(engine, runId);
    const { run, steps } = await inspect(engine, runId);
    expect([run.status, ...statuses(steps)]).toEqual(['PROCESSED', 'cancel PROCESSED', 'send PROCESSED']);
    for (const other of others.slice(0, 2)) {
      await untilEnded(engine, other);
      const { run: ended, steps: left } = await inspect(engine, other);
      expect([ended.status, ...statuses(left)]).toEqual(['CANCELED', 'send PROCESSED', 'delay CANCELED']);
      expect(left[1].context.reason).toBe(`canceled by a step of run ${runId}`);
    }
    expect((await inspect(engine, others[2] as string)).run.status).toBe('WAITING');
  });

  it('J-68 runs that are accepted later with the same token live', async () => {
    const before = await sleeping('again');
    await cancel({ cancelation_token: 'again' });
    const after = await sleeping('again');
    await untilEnded(engine, before);
    expect((await inspect(engine, after)).run.status).toBe('WAITING');
    expect(await closing(after)).toBe('RUNNING');
  });

  it('A-25 of many runs that cancel each other at once, every one ends, and at least one by itself', async () => {
    const automation = {
      cancelation_token: 'duel',
      steps: [{ action: 'cancel', cancelation_token: 'duel' }, send],
    };
    const runIds = await Promise.all(Array.from({ length: 12 }, () => invoke(engine, { automation })));
    for (const runId of runIds) await untilEnded(engine, runId);
    const ends = await Promise.all(runIds.map(async (runId) => (await inspect(engine, runId)).run.status));
    expect(ends.filter((status) => status === 'PROCESSED').length).toBeGreaterThan(0);
    expect(ends.filter((status) => status !== 'PROCESSED' && status !== 'CANCELED')).toEqual([]);
    expect(engine.errors).toEqual([]);
  });
});

describe('the reconciler', () => {
  const troubles: unknown[] = [];
  const due = () =>
    engine.database.query(`UPDATE run SET check_after = now() - interval '1 second' WHERE check_after IS NOT NULL`);
  const checkOf = async (runId: string) =>
    (await engine.database.query('SELECT check_after FROM run WHERE id = $1', [runId]))[0]?.check_after;
  const round = async () => {
    await due();
    await reconciler().round();
  };
  const reconciler = (workflows = engine.workflows) =>
    new RunReconciler({
      checks: new RunChecks(engine.database),
      workflows,
      starter: engine.starter,
      onError: (error) => troubles.push(error),
    });

  it('J-65 tells a canceled run whose signal was lost, and looks at it no more once its workflow is closed', async () => {
    const runId = await sleeping();
    await engine.database.query(`SELECT cancel_runs(ARRAY[$1], now(), 'a lost signal')`, [runId]);
    expect(await closing(runId)).toBe('RUNNING');
    await round();
    await untilEnded(engine, runId);
    expect(await checkOf(runId)).not.toBeNull();
    await eventually(async () => {
      await round();
      expect(await checkOf(runId)).toBeNull();
    });
    expect((await inspect(engine, runId)).run.status).toBe('CANCELED');
  });

  it('F-11 cancels a run whose workflow was canceled before it could say so', async () => {
    const runId = await insertRun(engine.database, { environmentId: 'test', status: 'PROCESSING' });
    const statusOf = Object.assign(new TemporalWorkflows(engine.client, engine.starter, () => {}), {
      statusOf: async () => 'CANCELLED',
    });
    await due();
    await reconciler(statusOf).round();
    expect((await inspect(engine, runId)).run.status).toBe('CANCELED');
  });

  it('F-11 ends what a worker left behind that was lost while it sent for a canceled run', async () => {
    gate = new Gate();
    const runId = await invoke(engine, { automation: { steps: [send, delay] } });
    await gate.reached;
    await cancel({ run_id: runId });
    await workflow(runId).terminate('as if its worker were lost for good');
    await round();
    expect(await checkOf(runId)).not.toBeNull();
    expect(statuses((await inspect(engine, runId)).steps)).toEqual(['send PROCESSING']);
    await engine.database.query(
      `UPDATE delivery SET lease_until = now() - interval '1 second' WHERE message_id IN (SELECT id FROM message WHERE run_id = $1)`,
      [runId],
    );
    await round();
    await round();
    expect(await checkOf(runId)).toBeNull();
    const { steps } = await inspect(engine, runId);
    expect(statuses(steps)).toEqual(['send CANCELED']);
    expect((await ask(engine, 'GET', `/messages/${steps[0].message_id}`)).body).toMatchObject({
      status: 'CANCELED',
      canceledAt: expect.any(Number),
    });
    gate.open();
    expect(troubles).toEqual([]);
  });
});
