import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { RunReconciler } from '../../apps/worker/run-reconciler.ts';
import { RunChecks } from '../../platform/database/runs/run-checks.ts';
import { MemoryWorkflows } from '../../platform/memory/memory-workflows.ts';
import { ask, inspect, invoke, publishAutomation, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { ownNamespace } from '../support/namespace.ts';

const send = (title: string) => ({
  action: 'send',
  message: { to: { email: 'a@x.io' }, content: { title, body: 'B' } },
});
const invoking = (template: string, context?: object) => ({ action: 'invoke', template, ...(context && { context }) });

let temporal: Awaited<ReturnType<typeof ownNamespace>>;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
});

afterAll(() => temporal.close());

/** The run that a step of a run started, once there is one. */
async function invokedBy(engine: Engine, runId: string, order = 0): Promise<string> {
  return eventually(async () => {
    const { steps } = await inspect(engine, runId);
    expect(steps[order]?.context.run_id).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    return steps[order].context.run_id;
  });
}

describe('invoke on Temporal', () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await startEngine(temporal);
    await publishAutomation(engine, 'follow-up', { steps: [send(`Order \${data.order}`)] });
  });

  afterAll(() => engine.close());

  it('A-27 the run goes on at once, and the one it started has a workflow of its own', async () => {
    await publishAutomation(engine, 'sleeper', { steps: [{ action: 'delay', duration: '30 days' }] });
    const steps = [invoking('sleeper'), invoking('follow-up', { data: { order: 'canary-order' } })];
    const runId = await invoke(engine, { recipient: 'ada', automation: { steps } });
    await untilEnded(engine, runId);
    expect((await inspect(engine, runId)).run.status).toBe('PROCESSED');
    const [sleeping, following] = [await invokedBy(engine, runId, 0), await invokedBy(engine, runId, 1)];
    await untilEnded(engine, following);
    const { run, steps: sent } = await inspect(engine, following);
    expect(run).toMatchObject({ status: 'PROCESSED', template_id: 'follow-up', source: ['invoke/follow-up'] });
    const { body } = await ask(engine, 'GET', `/messages/${sent[0].message_id}/output`);
    expect(JSON.stringify(body)).toContain('Order canary-order');
    await eventually(async () => expect((await inspect(engine, sleeping)).run.status).toBe('WAITING'));
    await engine.client.workflow.getHandle(sleeping).terminate();
  });

  it('A-07 A-27 Temporal names the automation by its id and can be searched by it, and holds no data', async () => {
    const runId = await invoke(engine, {
      recipient: 'user-1',
      data: { order: 'canary-data' },
      automation: { steps: [invoking('follow-up')] },
    });
    const invoked = await invokedBy(engine, runId);
    await untilEnded(engine, invoked);
    const handles = [runId, invoked].map((id) => engine.client.workflow.getHandle(id));
    const descriptions = await Promise.all(handles.map((handle) => handle.describe()));
    const summaries = await Promise.all(descriptions.map((description) => description.staticSummary()));
    expect(summaries).toEqual(['ad-hoc automation: invoke', 'automation follow-up: send']);
    expect(descriptions[1]?.searchAttributes).toMatchObject({
      AngariumTemplate: ['follow-up'],
      AngariumRecipient: ['user-1'],
    });
    const histories = await Promise.all(handles.map((handle) => handle.fetchHistory()));
    const payloads = histories.flatMap((history) => [...historyToJSON(history).matchAll(/"data": "([^"]*)"/g)]);
    const told = payloads.map(([, data = '']) => Buffer.from(data, 'base64').toString()).join('\n');
    expect(told).toContain('follow-up');
    expect(told).not.toContain('canary-data');
    expect(await handles[0]?.result()).toEqual(['1 · invoke follow-up · PROCESSED']);
  });

  it('A-27 a run of a saved automation that is asked for over the API is shown alike', async () => {
    const { body } = await ask(engine, 'POST', '/automations/follow-up/invoke', { recipient: 'ada' });
    await untilEnded(engine, body.runId);
    const description = await engine.client.workflow.getHandle(body.runId).describe();
    expect(await description.staticSummary()).toBe('automation follow-up: send');
    expect((await inspect(engine, body.runId)).run).toMatchObject({ status: 'PROCESSED', template_id: 'follow-up' });
  });

  it('row 16 A-27 an automation that invokes itself ends after a chain of 10', async () => {
    await publishAutomation(engine, 'endless', { steps: [invoking('endless')] });
    let runId = (await ask(engine, 'POST', '/automations/endless/invoke', {})).body.runId;
    for (let depth = 0; depth < 10; depth++) {
      await untilEnded(engine, runId);
      runId = await invokedBy(engine, runId);
    }
    await untilEnded(engine, runId);
    const { run, steps } = await inspect(engine, runId);
    expect(run.status).toBe('ERROR');
    expect(steps).toMatchObject([{ status: 'ERROR', context: { reason: 'runs may invoke each other 10 deep' } }]);
    const { body } = await ask(engine, 'GET', '/automations/runs?template_id=endless&limit=50');
    expect(body.runs).toHaveLength(11);
    expect(engine.errors).toEqual([]);
  });

  it('A-27 A-02 an unknown automation ends step and run as ERROR', async () => {
    const runId = await invoke(engine, { automation: { steps: [invoking('nothing'), send('T')] } });
    await untilEnded(engine, runId);
    const { run, steps } = await inspect(engine, runId);
    const reason = 'Automation template nothing not found';
    expect([run.status, steps]).toMatchObject(['ERROR', [{ status: 'ERROR', context: { reason } }]]);
  });
});

describe('a start that is lost', () => {
  it('A-27 F-13 the reconciler starts the run that was committed with the step', async () => {
    const engine = await startEngine({ ...temporal, ports: { workflows: new MemoryWorkflows() } });
    await publishAutomation(engine, 'follow-up', { steps: [send('T')] });
    const runId = await invoke(engine, { automation: { steps: [invoking('follow-up')] } });
    await untilEnded(engine, runId);
    const invoked = await invokedBy(engine, runId);
    expect((await inspect(engine, invoked)).run.status).toBe('NOT PROCESSED');
    await engine.database.query('UPDATE run SET check_after = created_at');
    const troubles: Error[] = [];
    const checks = new RunChecks(engine.database);
    const { workflows, starter } = engine;
    await new RunReconciler({ checks, workflows, starter, onError: (error) => troubles.push(error) }).round();
    await untilEnded(engine, invoked);
    expect([(await inspect(engine, invoked)).run.status, troubles]).toEqual(['PROCESSED', []]);
    await engine.close();
  });
});
