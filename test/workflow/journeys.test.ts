import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { MOST_NODES } from '../../language/journey.ts';
import { RunCancelations } from '../../platform/database/runs/run-cancelations.ts';
import { apiInvoke } from '../support/api-journeys.ts';
import { ask, publishTemplate, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { answered, FakeOutbound } from '../support/fake-outbound.ts';
import { inspectJourney } from '../support/journeys/inspect-journey.ts';
import { acceptJourney, type JourneyRequest, startJourney } from '../support/journeys/start-journey.ts';
import { ownNamespace } from '../support/namespace.ts';
import { failedWorkflowTasks } from '../support/workflow-tasks.ts';

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;

const outbound = new FakeOutbound(() => answered({ fetched: 'yes' }));
const send = { type: 'send', message: { template: 'WELCOME', to: { email_override: 'a@example.com' } } };
const exit = { type: 'exit' };
const second = { type: 'delay', mode: 'duration', duration: 'PT1S' };
const branch = (paths: object[][], otherwise: object[] = []) => ({
  type: 'branch',
  paths: paths.map((nodes, index) => ({ conditions: ['data.path', 'is equal', String(index)], nodes })),
  default: { nodes: otherwise },
});

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine({ ...temporal, ports: { outbound } });
  await publishTemplate(engine, 'WELCOME', { title: 'Welcome', body: 'Hello' });
});

afterAll(async () => {
  await engine.close();
  await temporal.close();
});

/** A run of a journey to its end: what its rows say, what its workflow says, how long its history is. */
async function carryOut(request: JourneyRequest) {
  const runId = await startJourney(engine, request);
  const lines = await untilEnded(engine, runId);
  expect(await failedWorkflowTasks(engine.client, runId)).toBe(0);
  const { historyLength, type } = await engine.client.workflow.getHandle(runId).describe();
  const { status, context, steps } = await inspectJourney(engine, runId);
  return { runId, status, context, steps, lines, historyLength, type };
}

const told = ({ steps }: { steps: { action: string; status: string }[] }) =>
  steps.map(({ action, status }) => `${action} ${status}`);

describe('journeys on Temporal', () => {
  it('J-43 a journey of every node leaves one row for each that was reached, and nothing of the others', async () => {
    const nodes = [
      { type: 'fetch', id: 'f1', method: 'get', url: 'https://example.com/', merge_strategy: 'overwrite' },
      { type: 'throttle', scope: 'user', max_allowed: 5, period: 'PT1H' },
      branch([[exit], [second, send]], [exit]),
      { ...send, conditions: ['data.fetched', 'is equal', 'no'] },
      exit,
    ];
    const ended = await carryOut({ nodes, data: { path: 1 }, recipient: 'ada' });
    expect([ended.status, ended.type, told(ended)]).toEqual([
      'PROCESSED',
      'journey',
      [
        'trigger PROCESSED',
        'fetch PROCESSED',
        'throttle PROCESSED',
        'branch PROCESSED',
        'delay PROCESSED',
        'send PROCESSED',
        'send SKIPPED',
        'exit PROCESSED',
      ],
    ]);
    expect(ended.context.data).toEqual({ path: 1, fetched: 'yes' });
    expect(ended.lines).toHaveLength(10);
    expect(ended.lines.at(-1)).toBe('10 · exit · PROCESSED · the run ends here');
  });

  it('J-41 a branch with an empty path as the last thing ends the run', async () => {
    const ended = await carryOut({ nodes: [branch([[send]])], data: { path: 7 } });
    expect([ended.status, told(ended)]).toEqual(['PROCESSED', ['trigger PROCESSED', 'branch PROCESSED']]);
  });

  it('J-44 a delay that ends a path, and with it the journey, ends with its wait', async () => {
    const ended = await carryOut({ nodes: [branch([[second]])], data: { path: 0 } });
    expect([ended.status, told(ended).at(-1)]).toEqual(['PROCESSED', 'delay PROCESSED']);
  });

  it('row 23 N-43 N-42 of 50 runs at once exactly as many pass a throttle as may, and the others are THROTTLED', async () => {
    const nodes = [{ type: 'throttle', scope: 'global', max_allowed: 7, period: 'PT1H' }, exit];
    const accepted = [];
    for (let count = 0; count < 50; count++) accepted.push(await acceptJourney(engine, { nodes, journey: 'limited' }));
    await Promise.all(accepted.map((run) => engine.starter.startAndWait(run)));
    const runs = accepted.map(({ id }) => id);
    const statuses = [];
    for (const id of runs) {
      await untilEnded(engine, id);
      statuses.push((await inspectJourney(engine, id)).status);
    }
    expect(statuses.filter((status) => status === 'PROCESSED')).toHaveLength(7);
    expect(statuses.filter((status) => status === 'THROTTLED')).toHaveLength(43);
  }, 120_000);

  it('J-34 J-35 nobody known gets an id of their own, and whoever has no address is UNROUTABLE; both runs end', async () => {
    const nodes = [apiInvoke, { type: 'send', message: { template: 'WELCOME' } }];
    const made = await ask(engine, 'POST', '/journeys', { name: 'J', state: 'PUBLISHED', nodes });
    const messageOf = async (body: object) => {
      const { runId } = (await ask(engine, 'POST', `/journeys/${made.body.id}/invoke`, body)).body;
      await untilEnded(engine, runId);
      const [{ run }, { steps }] = await Promise.all([
        ask(engine, 'GET', `/journeys/runs/${runId}`).then((answer) => answer.body),
        ask(engine, 'GET', `/journeys/runs/${runId}/steps`).then((answer) => answer.body),
      ]);
      expect([run.status, steps[1].status]).toEqual(['PROCESSED', 'PROCESSED']);
      return (await ask(engine, 'GET', `/messages/${steps[1].message_id}`)).body;
    };
    const known = await messageOf({ profile: { email: 'a@example.com' } });
    expect([known.recipient, known.status]).toEqual([expect.stringMatching(/^anon_/), 'SENT']);
    expect((await ask(engine, 'GET', `/profiles/${known.recipient}`)).status).toBe(404);
    const lost = await messageOf({ user_id: 'nobody-knows' });
    expect([lost.recipient, lost.status]).toEqual(['nobody-knows', 'UNROUTABLE']);
  });

  it('J-40 J-42 what a run says of itself as it goes: WAITING, then how it ended', async () => {
    const statusOf = async (id: string) => (await ask(engine, 'GET', `/journeys/runs/${id}`)).body.run.status;
    const outcome = async (nodes: object[]) => {
      const id = await startJourney(engine, { nodes, journey: 'told' });
      await untilEnded(engine, id);
      return statusOf(id);
    };
    const waiting = await startJourney(engine, { nodes: [{ ...second, duration: 'PT1H' }], journey: 'told' });
    await eventually(async () => expect(await statusOf(waiting)).toBe('WAITING'));
    await ask(engine, 'POST', '/journeys/cancel', { run_id: waiting });
    expect(await statusOf(waiting)).toBe('CANCELED');
    expect(await outcome([exit])).toBe('PROCESSED');
    expect(await outcome([{ ...second, duration: '{{data.gone}}' }])).toBe('ERROR');
    const throttle = { type: 'throttle', scope: 'global', max_allowed: 1, period: 'PT1H' };
    expect([await outcome([throttle]), await outcome([throttle])]).toEqual(['PROCESSED', 'THROTTLED']);
  });

  it('J-65 F-11 a cancel ends the wait of whoever gathers, and nothing more is done', async () => {
    const batch = { type: 'batch', scope: 'user', wait_period: 'PT1H', max_wait_period: 'PT2H' };
    const nodes = [{ ...batch, retain: { type: 'first', count: 1 } }, send];
    const runId = await startJourney(engine, { nodes, journey: 'canceled', recipient: 'ada' });
    await eventually(async () => expect((await inspectJourney(engine, runId)).status).toBe('WAITING'));
    const { canceled } = (await new RunCancelations(engine.database).byId('test', 'journey', runId)) ?? {};
    engine.workflows.cancel(canceled ?? []);
    expect((await untilEnded(engine, runId)).at(-2)).toBe('2 · batch PT1H · CANCELED');
    expect(told(await inspectJourney(engine, runId))).toEqual(['trigger PROCESSED', 'batch CANCELED']);
  });

  it('row 24 N-62 N-61 of 200 events on one key each is in exactly one batch', async () => {
    const batch = { type: 'batch', scope: 'user', wait_period: 'PT3S', max_wait_period: 'PT30S', max_items: 60 };
    const nodes = [{ ...batch, retain: { type: 'last', count: 25 } }, exit];
    const accepted = [];
    for (let n = 0; n < 200; n++)
      accepted.push(await acceptJourney(engine, { nodes, journey: 'busy', recipient: 'ada', data: { n } }));
    await Promise.all(accepted.map((run) => engine.starter.startAndWait(run)));
    const batches = [];
    for (const { id } of accepted) {
      await untilEnded(engine, id);
      const { status, context, steps } = await inspectJourney(engine, id);
      expect([status, steps[1]?.status]).toEqual(['PROCESSED', 'PROCESSED']);
      if (context.data.batch) batches.push(context.data.batch as { count: number; items: { n: number }[] });
    }
    expect(batches.reduce((sum, { count }) => sum + count, 0)).toBe(200);
    for (const { count, items } of batches) {
      expect(count).toBeLessThanOrEqual(60);
      expect(items).toHaveLength(Math.min(count, 25));
    }
    const items = batches.flatMap((found) => found.items.map(({ n }) => n));
    expect(new Set(items).size).toBe(items.length);
    expect(await engine.database.query('SELECT 1 FROM batch_item')).toEqual([]);
  }, 180_000);

  it('N-62 a full batch is released at once: whoever gathers is woken by the last item that fits', async () => {
    const batch = { type: 'batch', scope: 'user', wait_period: 'P1D', max_wait_period: 'P2D', max_items: 3 };
    const nodes = [{ ...batch, retain: { type: 'first', count: 3 } }, exit];
    const request = { nodes, journey: 'woken', recipient: 'ada' };
    const owner = await startJourney(engine, { ...request, data: { n: 0 } });
    await eventually(async () => expect((await inspectJourney(engine, owner)).status).toBe('WAITING'));
    for (const n of [1, 2]) await untilEnded(engine, await startJourney(engine, { ...request, data: { n } }));
    await untilEnded(engine, owner);
    const { context } = await inspectJourney(engine, owner);
    expect(context.data.batch).toEqual({ count: 3, items: [{ n: 0 }, { n: 1 }, { n: 2 }] });
  });
});

describe('the largest journey', () => {
  it(`J-43 a journey of ${MOST_NODES} nodes ends with every one recorded once, in less than 4,000 events`, async () => {
    const group = [branch([[exit]], [send, { ...send, conditions: ['data.none', 'exists'] }]), send];
    const fitting = Math.floor((MOST_NODES - 2) / 5);
    const nodes = [...Array.from({ length: fitting }, () => group).flat(), exit];
    const { status, steps, historyLength } = await carryOut({ nodes, data: { path: 1 } });
    expect([status, steps.length]).toEqual(['PROCESSED', 1 + fitting * 4 + 1]);
    expect(new Set(steps.map(({ node }) => node)).size).toBe(steps.length);
    expect(historyLength).toBeLessThan(4_000);
  }, 240_000);
});
