import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { expect, inject, it } from 'vitest';
import { createUpkeepWorker } from '../../apps/worker/upkeep-worker.ts';
import manifest from '../../package.json' with { type: 'json' };
import { taskQueues } from '../../workflows/contracts/task-queues.ts';
import { ask, inspect, invoke, publishAutomation, publishTemplate, untilEnded } from '../support/ask.ts';
import { sendWithBrokenFirst } from '../support/broken-send.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { answered, FakeOutbound } from '../support/fake-outbound.ts';
import { flakyProvider } from '../support/flaky-provider.ts';
import { historiesOf, startGathering } from '../support/journeys/gathering.ts';
import { startJourney } from '../support/journeys/start-journey.ts';
import { numbered, readersOf } from '../support/lists.ts';
import { ownNamespace } from '../support/namespace.ts';

/** Answered with an empty object, or with a 404 where that is what is asked for. */
const outbound = new FakeOutbound(({ url }) => answered({}, url.pathname === '/missed' ? 404 : 200));
const fetchFrom = (url: string) => ({ action: 'fetch-data', webhook: { url, method: 'POST' } });
const found = fetchFrom('https://example.com/found');
const missed = fetchFrom('https://example.com/missed');

const send = { action: 'send', template: 'WELCOME' };
const content = { title: 'T', body: 'B' };
const delay = { action: 'delay', duration: '1 second' };

const toEveryone = { action: 'send-list', list: 'everyone', template: 'WELCOME' };

/** Every shape of a run that this release can have. */
const shapes: Record<string, object[]> = {
  send: [send],
  'send-delay-send': [send, delay, send],
  'delay-last': [send, delay],
  skipped: [
    { ...send, if: 'false' },
    { ...delay, if: 'false' },
  ],
  failed: [send, { action: 'send', template: 'MISSING' }, send],
  'delay-over-at-once': [{ action: 'delay', duration: '0 minutes' }, send],
  fetch: [found, { action: 'update-profile', profile: { plan: 'gold' } }, send],
  'fetch-missed': [missed, send, fetchFrom('no url'), delay, missed],
  cancel: [{ action: 'cancel', cancelation_token: 'order-9042' }, send],
  invoke: [{ action: 'invoke', template: 'follow-up' }, send],
  'send-list': [toEveryone, send],
  deferred: [{ action: 'send', message: { to: { email: 'later2@example.com' }, content } }, send],
  'many-steps': Array.from({ length: 20 }, () => send),
};

const node = {
  send: { type: 'send', message: { template: 'WELCOME', to: { email_override: 'ada@example.com' } } },
  delay: { type: 'delay', mode: 'duration', duration: 'PT1S' },
  fetch: { type: 'fetch', method: 'post', url: 'https://example.com/found', merge_strategy: 'overwrite' },
  throttle: { type: 'throttle', id: 'limit', scope: 'global', max_allowed: 1, period: 'P1Y' },
  batch: {
    type: 'batch',
    scope: 'user',
    wait_period: 'PT2S',
    max_wait_period: 'PT9S',
    retain: { type: 'last', count: 1 },
  },
  exit: { type: 'exit' },
};
const fork = (then: object[], otherwise: object[]) => {
  return {
    type: 'branch',
    paths: [{ conditions: ['data.way', 'exists'], nodes: then }],
    default: { nodes: otherwise },
  };
};

/** Every shape of a run of a journey; those of one name, one after the other, are runs of one journey. */
const journeys: Record<string, [journey: string, nodes: object[]]> = {
  journey: ['all', [node.fetch, fork([node.delay], [node.exit]), node.throttle, node.send, node.exit]],
  'journey-throttled': ['all', [fork([], []), node.throttle, node.send]],
  'journey-wait-ends-path': ['waits', [fork([node.delay], [node.send])]],
  'journey-empty-path': ['empty', [fork([], [node.send])]],
  'journey-skipped': ['skips', [{ ...node.send, conditions: ['data.none', 'exists'] }, node.exit]],
  'journey-batch': ['alone', [node.batch, node.exit]],
};

it('records', async () => {
  const temporal = await ownNamespace(inject('temporalAddress'));
  const ports = { outbound, providers: { outbox: flakyProvider() } };
  const engine = await startEngine({ ...temporal, ports });
  await publishTemplate(engine, 'WELCOME', { title: 'Welcome', body: 'Hello' });
  await publishAutomation(engine, 'follow-up', { steps: [send] });
  await readersOf(engine, 'everyone', numbered(1_001));
  const folder = `test/replay/histories/${manifest.version}`;
  await mkdir(folder, { recursive: true });

  for (const [name, steps] of Object.entries(shapes)) {
    const handle = engine.client.workflow.getHandle(await invoke(engine, { recipient: 'ada', automation: { steps } }));
    await eventually(() => handle.describe());
    await handle.result();
    await write(`${folder}/${name}.json`, handle);
  }
  for (const [name, [journey, nodes]] of Object.entries(journeys)) {
    const data = { way: 1 };
    const handle = engine.client.workflow.getHandle(
      await startJourney(engine, { journey, nodes, data, recipient: 'ada' }),
    );
    await handle.result();
    await write(`${folder}/${name}.json`, handle);
  }
  await recordBatches(engine, folder);
  await recordLongBatch(folder);
  for await (const { workflowId } of engine.client.workflow.list({ query: `WorkflowType = 'message'` })) {
    const message = engine.client.workflow.getHandle(workflowId);
    await message.result();
    await write(`${folder}/message.json`, message);
  }

  const runId = await invoke(engine, { automation: { steps: [toEveryone] } });
  await untilEnded(engine, runId);
  const { steps } = await inspect(engine, runId);
  const pages = engine.client.workflow.getHandle(steps[0].message_id);
  await pages.result();
  await write(`${folder}/list-send.json`, pages);

  const to = ['ada', 'bob'].map((user) => ({ email: `${user}@example.com` }));
  const independent = engine.client.workflow.getHandle(await sendWithBrokenFirst(engine, { to, content }));
  await independent.result();
  await write(`${folder}/independent.json`, independent);

  const upkeep = await createUpkeepWorker(temporal.connection, temporal.namespace, { forgetOldRuns: async () => 0 });
  const running = upkeep.run();
  const retention = await engine.client.workflow.start('retention', {
    taskQueue: taskQueues.runs,
    workflowId: 'retention',
  });
  await retention.result();
  await write(`${folder}/retention.json`, retention);
  upkeep.shutdown();
  await running;

  const sleeping = async () => {
    const steps = [send, { action: 'delay', duration: '30 days' }, send];
    const handle = engine.client.workflow.getHandle(await invoke(engine, { recipient: 'ada', automation: { steps } }));
    await eventually(async () => expect((await handle.fetchHistory()).events?.length).toBe(12));
    return handle;
  };
  const asleep = await sleeping();
  await write(`${folder}/asleep.json`, asleep);
  await asleep.terminate();
  const canceled = await sleeping();
  await ask(engine, 'POST', '/automations/cancel', { run_id: canceled.workflowId });
  await canceled.result();
  await write(`${folder}/canceled.json`, canceled);
  const canceledInTemporal = await sleeping();
  await canceledInTemporal.cancel();
  await expect(canceledInTemporal.result()).rejects.toThrow();
  await write(`${folder}/canceled-in-temporal.json`, canceledInTemporal);
  await engine.close();
  await temporal.close();
});

/** Of three items: the first is woken by the last, and waited once more before since the second put the end off. */
async function recordBatches(engine: Engine, folder: string): Promise<void> {
  const batch = { ...node.batch, wait_period: 'PT8S', max_wait_period: 'PT1H', max_items: 3 };
  const request = { journey: 'batched', nodes: [batch, node.send], recipient: 'ada' };
  const start = async () => engine.client.workflow.getHandle(await startJourney(engine, request));
  const owner = await start();
  const eventsOf = async () => (await owner.fetchHistory()).events?.length ?? 0;
  await eventually(async () => expect(await eventsOf()).toBe(7));
  // So long the second wait is, and the third item comes before it is over.
  await pause(6_000);
  const joined = await start();
  await joined.result();
  await eventually(async () => expect(await eventsOf()).toBeGreaterThan(10));
  await (await start()).result();
  await owner.result();
  await write(`${folder}/journey-batch-released.json`, owner);
  await write(`${folder}/journey-batch-joined.json`, joined);
}

/** Whose end is put off over and over: its first workflow, and the one that goes on in its place. */
async function recordLongBatch(folder: string): Promise<void> {
  const temporal = await ownNamespace(inject('temporalAddress'));
  const gathering = await startGathering(temporal);
  const { workflowId } = await gathering.carryOut(async ({ at }, calls) =>
    calls <= 52 ? { kind: 'gathers', until: calls < 49 ? at : at + 100 } : { kind: 'processed' },
  );
  await gathering.stop();
  const [first = {}, second = {}] = await historiesOf(temporal.client, workflowId);
  await temporal.close();
  await write(`${folder}/journey-batch-long.json`, { fetchHistory: async () => first });
  await write(`${folder}/journey-batch-resumed.json`, { fetchHistory: async () => second });
}

async function write(
  path: string,
  handle: { fetchHistory(): Promise<Parameters<typeof historyToJSON>[0]> },
): Promise<void> {
  // What an earlier version recorded is what must go on replaying.
  if (existsSync(path)) return;
  const history = historyToJSON(await handle.fetchHistory());
  // Which machine recorded it is nobody's business.
  await writeFile(path, `${history.replaceAll(/"\d+@[^"]*"/g, '"worker"')}\n`);
}
