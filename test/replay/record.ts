import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { expect, inject, it } from 'vitest';
import { createUpkeepWorker } from '../../apps/worker/upkeep-worker.ts';
import manifest from '../../package.json' with { type: 'json' };
import { taskQueues } from '../../workflows/contracts/task-queues.ts';
import { ask, inspect, invoke, publishAutomation, publishTemplate, untilEnded } from '../support/ask.ts';
import { sendWithBrokenFirst } from '../support/broken-send.ts';
import { startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { answered, FakeOutbound } from '../support/fake-outbound.ts';
import { flakyProvider } from '../support/flaky-provider.ts';
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
