import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ask, inspect, invoke, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { flakyProvider } from '../support/flaky-provider.ts';
import { skipTime } from '../support/temporal.ts';
import { untilMessageEnded } from '../support/until-message-ended.ts';
import { failedWorkflowTasks } from '../support/workflow-tasks.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const send = (email: string) => ({ action: 'send', message: { to: { email }, content: { title: 'T', body: 'B' } } });

let environment: TestWorkflowEnvironment;
let engine: Engine;

/** A clock for each test: a message that outlives its run leaves it locked or running for whoever comes next. */
beforeEach(async () => {
  environment = await skipTime();
  const ports = { providers: { outbox: flakyProvider() } };
  engine = await startEngine({ connection: environment.nativeConnection, client: environment.client, ports });
});

afterEach(async () => {
  await engine.close();
  await environment.teardown();
});

/** Waits for the end of a run whose message waits, and for that message's workflow. No time is skipped, which would wake it. */
async function untilLeft(runId: string): Promise<void> {
  const messageId = await eventually(async () => {
    const { run, steps } = await inspect(engine, runId);
    expect(run.status).toBe('PROCESSED');
    return steps[0].message_id;
  });
  await untilHandedOver(messageId);
}

async function untilHandedOver(messageId: string): Promise<void> {
  await eventually(() => engine.client.workflow.getHandle(messageId).describe());
}

/** The end of a run of these steps, what its first message looked like then, and how to wait for that message. */
async function run(...steps: object[]) {
  const runId = await invoke(engine, { automation: { steps } });
  const began = await environment.currentTimeMs();
  await (steps.some((step) => 'action' in step && step.action === 'delay')
    ? untilEnded(engine, runId)
    : untilLeft(runId));
  const tookMs = (await environment.currentTimeMs()) - began;
  const shown = await inspect(engine, runId);
  const messageId: string = shown.steps[0].message_id;
  const message = async () => (await ask(engine, 'GET', `/messages/${messageId}`)).body;
  return {
    ...shown,
    runId,
    messageId,
    tookMs,
    atEnd: await message(),
    message,
    untilMessageOver: () => untilMessageEnded(environment, runId, messageId),
    workflow: engine.client.workflow.getHandle(messageId),
  };
}

describe('a message that no provider takes now', () => {
  it('row 4 F-07 F-13 its run ends at once, and it arrives later', async () => {
    const { run: ended, steps, tookMs, atEnd, message, untilMessageOver } = await run(send('later3@example.com'));
    expect([ended.status, steps[0].status, atEnd.status]).toEqual(['PROCESSED', 'PROCESSED', 'ROUTED']);
    expect(tookMs).toBeLessThan(MINUTE);
    await untilMessageOver();
    const { status, providers } = await message();
    expect(status).toBe('SENT');
    expect(providers.map((call: { status: string }) => call.status)).toEqual([...Array(3).fill('DEFERRED'), 'SENT']);
  });

  it('F-13 the next steps of its run find it as it is by then', async () => {
    const later = { ...send('later3@example.com'), ref: 'first' };
    const onlyIf = (status: string) => ({ ...send('ada@example.com'), if: `refs.first.status === "${status}"` });
    const { steps } = await run(later, onlyIf('ROUTED'), { action: 'delay', duration: '1 hour' }, onlyIf('SENT'));
    expect(steps.map(({ status }: { status: string }) => status)).toEqual(Array(4).fill('PROCESSED'));
  });

  it('S-06 F-13 it is UNDELIVERABLE after a day, and not before', async () => {
    const began = await environment.currentTimeMs();
    const { message, workflow, untilMessageOver } = await run(send('never@example.com'));
    await untilMessageOver();
    expect(await message()).toMatchObject({ status: 'UNDELIVERABLE', reason: 'PROVIDER_ERROR', error: '451 later' });
    const tookMs = (await environment.currentTimeMs()) - began;
    expect(tookMs).toBeGreaterThan(23 * HOUR);
    expect(tookMs).toBeLessThan(25 * HOUR);
    const { historyLength } = await workflow.describe();
    expect(historyLength).toBeLessThan(2_000);
  });

  it('F-13 R-30 Temporal shows its workflow under its id, with nothing of its recipient or content', async () => {
    const { messageId, workflow, untilMessageOver } = await run(send('later1@example.com'));
    await untilMessageOver();
    const { type, searchAttributes: _, ...description } = await workflow.describe();
    expect([type, description.workflowId]).toEqual(['message', messageId]);
    const history = historyToJSON(await workflow.fetchHistory());
    expect(history).not.toContain('example.com');
    expect(await failedWorkflowTasks(engine.client, messageId)).toBe(0);
    expect(engine.errors).toEqual([]);
  });
});

describe('a message that is held back', () => {
  const later = (profile: object) =>
    ask(engine, 'PUT', '/profiles/grace', { profile: { email: 'grace@example.com', ...profile } });
  const held = {
    to: { user_id: 'grace' },
    content: { title: 'T', body: '{{profile.city}} {{data.name}}' },
    delay: { duration: HOUR },
  };

  it('S-07 N-54 is DELAYED while its run goes on, and says what is true when it wakes', async () => {
    await later({ city: 'Ulm' });
    const began = await environment.currentTimeMs();
    const { run: ended, atEnd, message, messageId, untilMessageOver } = await run({ action: 'send', message: held });
    expect([ended.status, atEnd.status]).toEqual(['PROCESSED', 'DELAYED']);
    await later({ city: 'Bonn' });
    await untilMessageOver();
    expect(await message()).toMatchObject({ status: 'SENT' });
    expect((await environment.currentTimeMs()) - began).toBeGreaterThanOrEqual(HOUR);
    const { results } = (await ask(engine, 'GET', `/messages/${messageId}/output`)).body;
    expect(results).toMatchObject([{ content: { text: expect.stringContaining('Bonn') } }]);
  });

  it('S-07 J-66 is canceled before it wakes, and then never goes out', async () => {
    await later({ city: 'Ulm' });
    const { atEnd, message, messageId, untilMessageOver } = await run({ action: 'send', message: held });
    expect(atEnd.status).toBe('DELAYED');
    expect((await ask(engine, 'POST', `/messages/${messageId}/cancel`)).status).toBe(200);
    await untilMessageOver();
    expect(await message()).toMatchObject({ status: 'CANCELED', providers: [] });
  });

  it('S-07 §11.1 so is what POST /send is to hold back', async () => {
    await later({ city: 'Ulm' });
    const { body } = await ask(engine, 'POST', '/send', { message: held });
    const shown = async () => (await ask(engine, 'GET', `/messages/${body.requestId}`)).body;
    const { runId } = await shown();
    await untilHandedOver(body.requestId);
    expect(await shown()).toMatchObject({ status: 'DELAYED' });
    await untilMessageEnded(environment, runId, body.requestId);
    expect(await shown()).toMatchObject({ status: 'SENT' });
  });
});
