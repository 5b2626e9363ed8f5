import { mkdir, writeFile } from 'node:fs/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { expect, inject, it } from 'vitest';

import manifest from '../../package.json' with { type: 'json' };
import { invoke, publishAutomation, publishTemplate } from '../support/ask.ts';
import { startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { ownNamespace } from '../support/namespace.ts';

const send = { action: 'send', template: 'WELCOME' };
const delay = { action: 'delay', duration: '1 second' };

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
  invoke: [{ action: 'invoke', template: 'follow-up' }, send],
  'many-steps': Array.from({ length: 20 }, () => send),
};

it('records', async () => {
  const temporal = await ownNamespace(inject('temporalAddress'));
  const engine = await startEngine(temporal);
  await publishTemplate(engine, 'WELCOME', { title: 'Welcome', body: 'Hello' });
  await publishAutomation(engine, 'follow-up', { steps: [send] });
  const folder = `test/replay/histories/${manifest.version}`;
  await mkdir(folder, { recursive: true });

  for (const [name, steps] of Object.entries(shapes)) {
    const handle = engine.client.workflow.getHandle(await invoke(engine, { recipient: 'ada', automation: { steps } }));
    await eventually(() => handle.describe());
    await handle.result();
    await write(`${folder}/${name}.json`, handle);
  }

  const asleep = engine.client.workflow.getHandle(
    await invoke(engine, {
      recipient: 'ada',
      automation: { steps: [send, { action: 'delay', duration: '30 days' }, send] },
    }),
  );
  await eventually(async () => expect((await asleep.fetchHistory()).events?.length).toBe(12));
  await write(`${folder}/asleep.json`, asleep);
  await asleep.terminate();
  await engine.close();
  await temporal.close();
});

async function write(
  path: string,
  handle: { fetchHistory(): Promise<Parameters<typeof historyToJSON>[0]> },
): Promise<void> {
  const history = historyToJSON(await handle.fetchHistory());
  // Which machine recorded it is nobody's business.
  await writeFile(path, `${history.replaceAll(/"\d+@[^"]*"/g, '"worker"')}\n`);
}
