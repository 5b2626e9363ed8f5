import Courier from '@trycourier/courier';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { inspect, untilEnded } from '../support/ask.ts';
import { countRequests } from '../support/count-requests.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { API_KEY } from '../support/engine-api.ts';
import { eventually } from '../support/eventually.ts';
import { ownNamespace } from '../support/namespace.ts';
import { insertMessage } from '../support/rows.ts';

/** The documented token, and the send that its automation waits for. */
const token = 'delay-send--user-yes--abc-123';
const send = { action: 'send', template: '64TP5HKPFTM8VTK1Y75SJDQX9JK0' } as const;

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
let courier: Courier;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine(temporal);
  courier = new Courier({ apiKey: API_KEY, baseURL: engine.url });
});

afterAll(async () => {
  await engine.close();
  await temporal.close();
});

/** The documented automation, waiting for an instant that is still to come. */
async function sleeping(): Promise<string> {
  const delay = { action: 'delay', until: new Date(Date.now() + 86_400_000).toISOString() } as const;
  const { runId } = await courier.automations.invoke.invokeAdHoc({
    data: { name: 'Foo' },
    profile: { tenant_id: 'abc-123' },
    recipient: 'user-yes',
    automation: { cancelation_token: token, steps: [delay, send] },
  });
  await eventually(async () => expect((await inspect(engine, runId)).run.status).toBe('WAITING'));
  return runId;
}

describe('cancelation with the SDK', () => {
  it.each(['/automations/cancel', '/journeys/cancel'])(
    'K-03 J-61 POST %s by token ends a sleeping run',
    async (path) => {
      const runId = await sleeping();
      const body = { cancelation_token: token };
      expect(await courier.post(path, { body })).toEqual({ cancelation_token: token });
      await untilEnded(engine, runId);
      const { run, steps } = await inspect(engine, runId);
      expect(run).toMatchObject({ status: 'CANCELED', cancelation_token: token });
      expect(steps).toMatchObject([{ action: 'delay', status: 'CANCELED' }]);
    },
  );

  it('R-27 J-62 by run, again and again, the answer is the same', async () => {
    const run_id = await sleeping();
    const cancel = () => courier.post('/automations/cancel', { body: { run_id } });
    expect(await cancel()).toEqual({ run_id, status: 'CANCELED' });
    expect(await cancel()).toEqual({ run_id, status: 'CANCELED' });
    await expect(courier.post('/journeys/cancel', { body: { run_id } })).rejects.toBeInstanceOf(Courier.NotFoundError);
  });

  it('J-60 neither of the two is a BadRequestError that names them', async () => {
    const refused = courier.post('/journeys/cancel', { body: {} });
    await expect(refused).rejects.toBeInstanceOf(Courier.BadRequestError);
    await expect(refused).rejects.toThrow(/cancelation_token and run_id/);
  });

  it('A-25 a documented cancel step ends the other runs of its token', async () => {
    const runId = await sleeping();
    const steps = [{ action: 'cancel' as const, cancelation_token: token }];
    const canceling = await courier.automations.invoke.invokeAdHoc({ automation: { steps } });
    await untilEnded(engine, canceling.runId);
    await untilEnded(engine, runId);
    expect((await inspect(engine, runId)).run.status).toBe('CANCELED');
  });
});

describe('messages with the SDK', () => {
  it('§11.2 cancel gives the record of a message that was still to be sent', async () => {
    const id = await insertMessage(engine.database, { environmentId: 'test', status: 'ENQUEUED' });
    expect(await courier.messages.cancel(id)).toMatchObject({ id, status: 'CANCELED', canceledAt: expect.any(Number) });
  });

  it('§11.2 W-04 cancel that comes too late is asked once, and its error holds the record', async () => {
    const id = await insertMessage(engine.database, { environmentId: 'test', status: 'SENT' });
    const { counting, counts } = countRequests(courier);
    const refused = counting.messages.cancel(id);
    await expect(refused).rejects.toMatchObject({ status: 409, error: { id, status: 'SENT', recipient: 'ada' } });
    expect(counts.requests).toBe(1);
  });
});
