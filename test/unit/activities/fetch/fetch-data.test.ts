import { describe, expect, it } from 'vitest';

import type { OutboundAnswer } from '../../../../activities/ports/outbound.ts';
import { answered, FakeOutbound } from '../../../support/fake-outbound.ts';
import { acceptVirtually, RUN_ID, runVirtually } from '../../../support/virtual.ts';

const url = 'https://example.com/';
const existing = { x: 1, y: { p: 1 } };
const incoming = { y: { q: 2 }, z: 3 };

/** Carries out a POST, which is not tried again, that is answered so, and a step after it. */
async function fetchOf(answer: OutboundAnswer, fields: object = {}, data: object = existing) {
  const outbound = new FakeOutbound(() => answer);
  const step = { action: 'fetch-data', webhook: { url, method: 'POST' }, ...fields };
  const steps = [step, { action: 'delay', duration: '0 minutes' }];
  const { run, shown, errors } = await runVirtually({ data, automation: { steps } }, { outbound });
  const [first, second] = [run.steps.get(0), run.steps.get(1)];
  expect(errors).toEqual([]);
  return { run, outbound, shown, first, statuses: [first?.status, second?.status, run.status] };
}

describe('effect of fetch-data', () => {
  it.each([
    ['M-01', undefined, incoming],
    ['M-01', 'replace', incoming],
    ['M-02', 'overwrite', { x: 1, y: { p: 1, q: 2 }, z: 3 }],
    ['M-03', 'soft-merge', { x: 1, y: { p: 1, q: 2 }, z: 3 }],
    ['M-04', 'none', existing],
  ])('A-26 %s fetch-data: the data of the run after %s', async (_rule, merge_strategy, expected) => {
    const { run, statuses, first } = await fetchOf(answered(incoming), { merge_strategy });
    expect(run.context).toEqual({ data: expected, profile: {} });
    expect(statuses).toEqual(['PROCESSED', 'PROCESSED', 'PROCESSED']);
    expect(first?.context).toEqual({});
  });

  it.each([
    ['overwrite', { y: { p: 9, q: 2 } }],
    ['soft-merge', { y: { p: 1, q: 2 } }],
  ])('A-26 N-34 fetch-data: where both have a value, data after %s', async (merge_strategy, expected) => {
    const { run } = await fetchOf(answered({ y: { p: 9, q: 2 } }), { merge_strategy }, { y: { p: 1 } });
    expect(run.context.data).toEqual(expected);
  });

  it('A-26 X-01 fetch-data: later guards and references read what was fetched', async () => {
    const send = {
      action: 'send',
      if: 'data.order.total > 100',
      message: { to: { email: 'refs.data.order.email' }, content: { title: 'T', body: 'refs.data.order.items[0]' } },
    };
    const steps = [{ action: 'fetch-data', webhook: { url } }, send];
    const answer = answered({ order: { total: 120, email: 'ada@x.io', items: ['Headphones'] } });
    const { messages } = await runVirtually({ automation: { steps } }, { outbound: new FakeOutbound(() => answer) });
    expect(messages[0]?.deliveries[0]).toMatchObject({ address: 'ada@x.io', rendered: { text: 'Headphones' } });
  });

  it.each<[string, OutboundAnswer, string]>([
    [
      'a broken connection',
      { kind: 'unanswered', reason: 'it took too long', mayHaveArrived: true },
      'the call was not answered: it took too long',
    ],
    [
      'a refusal',
      { kind: 'refused', reason: 'the server has a private address' },
      'the call is not allowed: the server has a private address',
    ],
    ['an error', answered({ secret: 1 }, 500), 'the answer is no success: status 500'],
    ['a list', answered([{ secret: 1 }]), 'the answer is no JSON object'],
    [
      'a prototype',
      answered('{"a":{"__proto__":{"secret":1}}}'),
      'the answer holds what no data may hold: a.__proto__: this key is not allowed',
    ],
    ['a flood', { kind: 'oversized', status: 200 }, 'the answer is too large'],
  ])('F-02 A-40 fetch-data: %s is the ERROR of the step, and the run goes on', async (_, answer, reason) => {
    const { run, first, statuses, shown } = await fetchOf(answer);
    expect(statuses).toEqual(['ERROR', 'PROCESSED', 'PROCESSED']);
    expect(first?.context).toEqual({ reason });
    expect(run.context.data).toEqual(existing);
    expect(shown[0]?.outcome).toEqual({ kind: 'missed', reason: reason.split(':')[0] });
  });

  it('F-02 fetch-data: a last step that missed ends its run PROCESSED', async () => {
    const steps = [{ action: 'fetch-data', webhook: { url } }];
    const outbound = new FakeOutbound(() => answered('', 404));
    const { run } = await runVirtually({ automation: { steps } }, { outbound });
    expect([run.steps.get(0)?.status, run.status]).toEqual(['ERROR', 'PROCESSED']);
  });

  it.each(['', 'not a url', 'example.com/orders', 'https://exa mple.com'])(
    'F-03 fetch-data: %j is an Invalid URL, which is not asked and skips the step',
    async (written) => {
      const { first, statuses, outbound } = await fetchOf(answered({}), { webhook: { url: written } });
      expect(statuses).toEqual(['SKIPPED', 'PROCESSED', 'PROCESSED']);
      expect(first?.context).toEqual({ reason: 'Invalid URL' });
      expect(outbound.requests).toEqual([]);
    },
  );

  it.each(['refs.data.gone', { $ref: 'data.gone' }, `https://example.com/\${data.gone}`, `\${data.gone}`])(
    'F-04 fetch-data: the address %j refers to nothing, and ends step and run as ERROR',
    async (written) => {
      const { statuses, outbound } = await fetchOf(answered({}), { webhook: { url: written } });
      expect(statuses).toEqual(['ERROR', undefined, 'ERROR']);
      expect(outbound.requests).toEqual([]);
    },
  );

  it('A-40 fetch-data: an answer that would make the data too large is not taken', async () => {
    const data = { kept: 'x'.repeat(5_999_000) };
    const { first, run } = await fetchOf(answered({ more: 'y'.repeat(1_000) }), { merge_strategy: 'overwrite' }, data);
    expect(first).toMatchObject({ status: 'ERROR', context: { reason: 'the data of the run would become too large' } });
    expect(run.context.data).toEqual(data);
  });

  it('A-26 fetch-data: the key is the run and the place of the step, the same for every attempt', async () => {
    const outbound = new FakeOutbound();
    const step = { action: 'fetch-data', webhook: { url, method: 'PUT' } };
    const { activities, call, rows } = acceptVirtually({ automation: { steps: [step, step] } }, { outbound });
    await activities.fetch(call(0));
    // As it is found by an attempt whose predecessor was lost before it could record anything.
    rows.runs.get(RUN_ID)?.steps.clear();
    await activities.fetch(call(0));
    await activities.fetch(call(1));
    const keys = outbound.requests.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual([`${RUN_ID}-0`, `${RUN_ID}-0`, `${RUN_ID}-1`]);
  });

  it('F-13 fetch-data: what was asked and recorded is not asked again', async () => {
    const outbound = new FakeOutbound(() => answered('', 404));
    const step = { action: 'fetch-data', webhook: { url } };
    const { activities, call } = acceptVirtually({ automation: { steps: [step, step] } }, { outbound });
    const outcome = await activities.fetch(call());
    expect(await activities.fetch(call())).toEqual(outcome);
    expect(outbound.requests).toHaveLength(1);
  });

  it('F-13 fetch-data: an answer is recorded when the database comes back, without asking again', async () => {
    const outbound = new FakeOutbound(() => {
      const read = run.steps.get.bind(run.steps);
      run.steps.get = () => {
        run.steps.get = read;
        throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
      };
      return answered({});
    });
    const steps = [{ action: 'fetch-data', webhook: { url } }];
    const { activities, call, run } = acceptVirtually({ automation: { steps } }, { outbound });
    expect(await activities.fetch(call())).toEqual({ kind: 'processed' });
    expect([outbound.requests.length, run.status]).toEqual([1, 'PROCESSED']);
  });

  it('J-42 fetch-data: nothing is asked for a run that has ended', async () => {
    const outbound = new FakeOutbound();
    const steps = [{ action: 'fetch-data', webhook: { url } }];
    const { activities, call, run } = acceptVirtually({ automation: { steps } }, { outbound });
    run.status = 'CANCELED';
    expect(await activities.fetch(call())).toEqual({ kind: 'closed' });
    expect(outbound.requests).toEqual([]);
  });
});
