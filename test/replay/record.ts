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
import { content, DATA, gatherers, journeys, send, shapes, sleeper, toEveryone } from './recorded-shapes.ts';

/** Answered with an empty object, or with a 404 where that is what is asked for. */
const outbound = new FakeOutbound(({ url }) => answered({}, url.pathname === '/missed' ? 404 : 200));

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
    const handle = engine.client.workflow.getHandle(
      await startJourney(engine, { journey, nodes, data: DATA, recipient: 'ada' }),
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
    const automation = { steps: sleeper };
    const handle = engine.client.workflow.getHandle(await invoke(engine, { recipient: 'ada', automation }));
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
  const request = { journey: 'batched', nodes: gatherers, recipient: 'ada' };
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
