import { describe, expect, it } from 'vitest';

import { acceptVirtually, memoryRows, runVirtually } from '../../../support/virtual.ts';

const step = (fields: object) => ({
  action: 'subscribe',
  list_id: 'news',
  recipient_id: { $ref: 'data.who' },
  ...fields,
});

async function run(fields: object, data: object = { who: 'ada' }) {
  const { run, rows } = await runVirtually({ data, automation: { steps: [step(fields)] } });
  return { run, rows, step: run.steps.get(0) };
}

describe('effect of subscribe', () => {
  it('A-29 subscribe: the user is on the list, which is made', async () => {
    const { rows, step } = await run({});
    expect([...(rows.lists.get('news') ?? [])]).toEqual([['ada', undefined]]);
    expect([step?.status, step?.outcome]).toEqual(['PROCESSED', { kind: 'processed' }]);
  });

  it('A-29 subscribe: preferences are kept, and stay where a later step names none', async () => {
    const preferences = { notifications: { nt_1: { status: 'OPTED_IN' } } };
    const steps = [step({ subscription: { preferences } }), step({})];
    const { rows } = await runVirtually({ data: { who: 'ada' }, automation: { steps } });
    expect(rows.lists.get('news')?.get('ada')).toEqual(preferences);
  });

  it.each([
    [{ list_id: 'refs.data.gone' }, 'list_id: refers to nothing'],
    [{ recipient_id: 'refs.data.gone' }, 'recipient_id: refers to nothing'],
    [{ list_id: { $ref: 'data.list' } }, 'list_id: '],
    [{ subscription: { preferences: 'refs.data.bad' } }, 'holds the key __proto__, which is not allowed'],
  ])('A-29 X-06 subscribe: %j is ERROR, and nobody is subscribed', async (fields, reason) => {
    const data = JSON.parse('{"who": "ada", "list": "a..b", "bad": {"x": {"__proto__": {}}}}');
    const { rows, step, run: ended } = await run(fields, data);
    expect([step?.status, ended.status, rows.lists.size]).toEqual(['ERROR', 'ERROR', 0]);
    expect(step?.context.reason).toContain(reason);
  });

  it('A-29 subscribe: asked again after the user left, it changes nothing', async () => {
    const rows = memoryRows();
    const request = { data: { who: 'ada' }, automation: { steps: [step({})] } };
    const { activities, call } = acceptVirtually(request, { rows });
    const first = await activities.perform(call());
    rows.lists.get('news')?.clear();
    expect(await activities.perform(call())).toEqual(first);
    expect(rows.lists.get('news')?.size).toBe(0);
  });
});
