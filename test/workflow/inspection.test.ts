import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { ask, inspect, invoke, publishTemplate, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { ownNamespace } from '../support/namespace.ts';
import { startWebServer } from '../support/web-server.ts';

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine(temporal);
  await publishTemplate(engine, 'WELCOME', { title: 'Welcome {{name}}', body: 'Hello' });
});

afterAll(async () => {
  await engine.close();
  await temporal.close();
});

const to = { email: 'canary-address@example.com' };

/** A run that has sent, has skipped, and sleeps for three days. */
async function asleep() {
  const runId = await invoke(engine, {
    automation: {
      cancelation_token: `order-\${data.order}`,
      steps: [
        { action: 'send', message: { to, template: 'WELCOME' } },
        { action: 'send', if: 'data.name === "canary-literal"', message: { to, template: 'WELCOME' } },
        { action: 'delay', duration: '3 days' },
        { action: 'send', message: { to, content: { title: 'canary-content', body: `\${data.name}` } } },
      ],
    },
    recipient: 'user-1',
    data: { name: 'canary-name', order: 7 },
  });
  const shown = await eventually(async () => {
    const found = await inspect(engine, runId);
    expect([found.run.status, found.steps.length]).toEqual(['WAITING', 3]);
    return found;
  });
  return { runId, ...shown };
}

/** A run's history, and all payloads in it, decoded. */
async function historyOf(runId: string): Promise<{ history: string; payloads: string }> {
  const history = historyToJSON(await engine.client.workflow.getHandle(runId).fetchHistory());
  const payloads = [...history.matchAll(/"data": "([^"]*)"/g)].map(([, data = '']) =>
    Buffer.from(data, 'base64').toString(),
  );
  return { history, payloads: payloads.join('\n') };
}

it('row 20 R-30 a run whose history Temporal has deleted is shown as before', { timeout: 180_000 }, async () => {
  const to = { email: 'a@example.com' };
  const steps = [{ action: 'send', message: { to, content: { title: 'T', body: 'B' } } }];
  const runId = await invoke(engine, { automation: { steps } });
  await untilEnded(engine, runId);
  const shown = await inspect(engine, runId);
  const { namespace } = temporal.client.options;
  await temporal.client.workflowService.deleteWorkflowExecution({
    namespace,
    workflowExecution: { workflowId: runId },
  });
  await eventually(() => expect(engine.client.workflow.getHandle(runId).describe()).rejects.toThrow(), 150_000);
  expect(await inspect(engine, runId)).toEqual(shown);
  expect(shown.run.status).toBe('PROCESSED');
});

describe('a run that sleeps', () => {
  it('J-40 J-44 is WAITING, its delay too, and says until when', async () => {
    const { run, steps } = await asleep();
    expect(run.status).toBe('WAITING');
    expect(steps[2]).toMatchObject({ action: 'delay', status: 'WAITING' });
    expect(Date.parse(steps[2].context.wakes_at) - Date.parse(steps[2].created_at)).toBe(3 * 86_400_000);
  });

  it('J-43 R-30 shows the steps it reached, and why one was skipped', async () => {
    const { steps } = await asleep();
    expect(steps[1]).toMatchObject({
      status: 'SKIPPED',
      context: {
        reason: 'if is false: data.name === "…"',
        condition: {
          expression: 'data.name === "canary-literal"',
          values: { 'data.name': 'canary-name' },
          result: false,
        },
      },
    });
  });

  it('J-45 R-30 a send step has its message and the attempts at it', async () => {
    const { steps } = await asleep();
    const { body } = await ask(engine, 'GET', `/messages/${steps[0].message_id}`);
    expect(body).toMatchObject({ status: 'SENT', recipient: expect.stringMatching(/^anon_/) });
    expect(steps[0].context.attempts).toEqual([
      { provider: 'outbox', at: expect.any(String), answer: 'stored in the outbox' },
    ]);
  });

  it('A-07 K-01 is found in Temporal by its token and recipient, and named there', async () => {
    const { runId } = await asleep();
    const description = await engine.client.workflow.getHandle(runId).describe();
    expect(await description.staticSummary()).toBe('ad-hoc automation: send – send – delay – send');
    await eventually(async () => {
      const query = `AngariumCancelationToken = 'order-7' AND AngariumRecipient = 'user-1' AND AngariumEnvironment = 'test' AND AngariumKind = 'automation'`;
      const found = [];
      for await (const { workflowId } of engine.client.workflow.list({ query })) found.push(workflowId);
      expect(found).toContain(runId);
    });
  });

  it('its page in Temporal tells what it did, what it waits for and why a step was skipped', async () => {
    const { runId, steps } = await asleep();
    const handle = engine.client.workflow.getHandle(runId);
    const { currentDetails } = await eventually(() =>
      handle.query<{ currentDetails: string }>('__temporal_workflow_metadata'),
    );
    expect(currentDetails.split('\n')).toEqual([
      `- **1 · send WELCOME** · PROCESSED · message ${steps[0].message_id}`,
      '- **2 · send WELCOME** · SKIPPED · if is false: data.name === "…"',
      expect.stringMatching(/^- \*\*3 · delay 3 days\*\* · WAITING until \d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)? UTC$/),
      '- **4 · send** · to come',
    ]);
  });

  it('nothing of its data, its recipient’s address or its content enters the history', async () => {
    const { runId } = await asleep();
    const { history, payloads } = await eventually(async () => {
      const read = await historyOf(runId);
      expect(read.payloads).toContain('"kind":"waits"');
      return read;
    });
    expect(`${history}\n${payloads}`).not.toContain('canary');
  });
});

describe('a run that fetches', () => {
  it('A-40 nothing that it asked or was answered enters the history, and inspection says what happened', async () => {
    const web = await startWebServer(({ path }, response) => {
      response.writeHead(path.startsWith('/canary-found') ? 200 : 418, { 'X-Fact': 'canary-header' });
      response.end('{"fact":"canary-fact"}');
    });
    const headers = { 'X-Token': 'canary-token' };
    const steps = ['/canary-found', '/canary-lost'].map((path) => ({
      action: 'fetch-data',
      webhook: {
        url: `${web.url}${path}`,
        method: 'POST',
        headers,
        params: { a: 'canary-param' },
        body: 'canary-body',
      },
    }));
    const runId = await invoke(engine, { automation: { steps: [...steps, { action: 'delay', duration: '0 days' }] } });
    expect(await untilEnded(engine, runId)).toEqual([
      '1 · fetch-data POST · PROCESSED',
      '2 · fetch-data POST · ERROR · the answer is no success',
      '3 · delay 0 days · PROCESSED',
    ]);
    const { history, payloads } = await historyOf(runId);
    expect(payloads).toContain('"kind":"missed"');
    expect(`${history}\n${payloads}`).not.toMatch(/canary|status/);
    const shown = await inspect(engine, runId);
    expect(shown.run.status).toBe('PROCESSED');
    expect(shown.steps[1]).toMatchObject({
      status: 'ERROR',
      context: { reason: 'the answer is no success: status 418' },
    });
    await web.close();
  });
});

describe('a run that ended', () => {
  it('J-41 F-06 ends ERROR at the step that failed, with the reason, and later steps are absent', async () => {
    const steps = [
      { action: 'send', template: 'GONE' },
      { action: 'send', template: 'WELCOME' },
    ];
    const runId = await invoke(engine, { recipient: 'user-1', automation: { steps } });
    expect(await untilEnded(engine, runId)).toEqual([
      '1 · send GONE · ERROR · template: GONE does not exist',
      '2 · send WELCOME · to come',
    ]);
    const shown = await inspect(engine, runId);
    expect(shown.run.status).toBe('ERROR');
    expect(shown.steps).toEqual([
      expect.objectContaining({ status: 'ERROR', context: { reason: 'template: GONE does not exist' } }),
    ]);
  });

  it('F-07 J-41 goes on after a message without a way', async () => {
    const steps = [
      { action: 'send', template: 'WELCOME' },
      { action: 'send', message: { to, template: 'WELCOME' } },
    ];
    const runId = await invoke(engine, { recipient: 'nobody', automation: { steps } });
    await untilEnded(engine, runId);
    const shown = await inspect(engine, runId);
    expect(shown.run.status).toBe('PROCESSED');
    const { body } = await ask(engine, 'GET', `/messages/${shown.steps[0].message_id}`);
    expect(body).toMatchObject({ status: 'UNROUTABLE', reason: 'NO_PROVIDERS', recipient: 'nobody' });
  });

  it('A-20 a last wait is PROCESSED with its run', async () => {
    const runId = await invoke(engine, { automation: { steps: [{ action: 'delay', duration: '1 second' }] } });
    await untilEnded(engine, runId);
    const { run, steps } = await inspect(engine, runId);
    expect([run.status, steps[0].status]).toEqual(['PROCESSED', 'PROCESSED']);
  });
});
