import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { ask, inspect, publishAutomation, publishTemplate, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { invokeJourney, publishJourney } from '../support/journeys/journey-cost.ts';
import { ownNamespace } from '../support/namespace.ts';

const content = { title: 'T', body: 'B' };
const to = { email_override: 'ada@example.com' };
const named = { type: 'send', message: { template: '{{data.template}}', to } };
const held = { ...named, message: { ...named.message, delay: { until: '{{data.until}}' } } };

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
let journey: string;
let own: string;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine(temporal);
  await publishTemplate(engine, 'SHARED', content);
  journey = await publishJourney(engine, [named]);
  own = await templateOf(journey);
});

afterAll(async () => {
  await engine.close();
  await temporal.close();
});

/** Makes a template that only the journey has. */
async function templateOf(id: string): Promise<string> {
  const body = { channel: 'email', state: 'PUBLISHED', notification: { name: 'Own', tags: [], content } };
  return (await ask(engine, 'POST', `/journeys/${id}/templates`, body)).body.id;
}

/** What becomes of a run's only send. */
async function sent(id: string, data: object) {
  const runId = await invokeJourney(engine, id, data);
  await untilEnded(engine, runId);
  const { steps } = (await ask(engine, 'GET', `/journeys/runs/${runId}/steps`)).body;
  const [, { status, error, message_id: message }] = steps;
  return { status, error: error?.message, message };
}

describe('a template that only data name', () => {
  it('J-08 N-55 is found among the journey’s own, and in the workspace', async () => {
    for (const template of [own, 'SHARED']) expect((await sent(journey, { template })).status).toBe('PROCESSED');
  });

  it('J-08 N-54 is found when its message was held back', async () => {
    const waiting = await publishJourney(engine, [held]);
    const until = new Date(Date.now() + 2_000).toISOString();
    const { message } = await sent(waiting, { template: await templateOf(waiting), until });
    await engine.client.workflow.getHandle(message).result();
    expect((await ask(engine, 'GET', `/messages/${message}`)).body.status).toBe('SENT');
  });

  it('J-08 N-55 is not found where another journey has it, nor by an automation of that journey’s id', async () => {
    const refusal = 'template: what it refers to does not exist';
    const stranger = await publishJourney(engine, [named]);
    expect(await sent(stranger, { template: own })).toMatchObject({ status: 'ERROR', error: refusal });
    const steps = [{ action: 'send', template: { $ref: 'data.template' }, recipient: 'ada' }];
    await publishAutomation(engine, journey, { steps });
    const asked = { recipient: 'ada', data: { template: own } };
    const { runId } = (await ask(engine, 'POST', `/automations/${journey}/invoke`, asked)).body;
    await untilEnded(engine, runId);
    expect((await inspect(engine, runId)).steps[0]).toMatchObject({ status: 'ERROR' });
  });
});
