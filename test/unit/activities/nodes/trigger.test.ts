import { describe, expect, it } from 'vitest';

import type { JsonObject } from '../../../../language/json/json.ts';
import { MemoryRows } from '../../../../platform/memory/memory-rows.ts';
import { journeyPlan, TRIGGER } from '../../../support/journeys/journey-plan.ts';
import { acceptPlan } from '../../../support/virtual.ts';

const schema = {
  type: 'object',
  required: ['name', 'at'],
  properties: { name: { type: 'string' }, total: { type: 'number' }, at: { type: 'string', format: 'date-time' } },
};

/** What becomes of a trigger's step, with the data that its run was given. */
async function triggered(trigger: object, { data = {}, profile = {}, flags = {} }: Record<string, JsonObject>) {
  const rows = new MemoryRows();
  rows.flags = flags;
  const plan = journeyPlan([{ ...TRIGGER, ...trigger }, { type: 'exit' }]);
  const { run, activities, call } = acceptPlan({ plan, context: { data, profile } }, { rows });
  const outcome = await activities.perform(call());
  return { outcome, status: run.status, context: run.steps.get(0)?.context };
}

describe('trigger node', () => {
  it('N-10 trigger node: tells how the data differ from the schema, and the run goes on', async () => {
    const { outcome, status, context } = await triggered({ schema }, { data: { total: '5', at: 'soon' } });
    expect([outcome, status]).toEqual([{ kind: 'processed' }, 'PROCESSING']);
    expect(context?.violations?.sort()).toEqual([
      'at: must match format "date-time"',
      "must have required property 'name'",
      'total: must be number',
    ]);
  });

  it('N-10 trigger node: data that are as the schema says have nothing told of them', async () => {
    const data = { name: 'Ada', at: '2026-11-21T12:00:00Z' };
    const { context } = await triggered({ schema }, { data, flags: { 'journeys.schema_enforcement': 'trigger' } });
    expect(context).toEqual({});
  });

  it('N-10 trigger node: where the workspace wants it, data that differ are an error of node and run', async () => {
    const flags = { 'journeys.schema_enforcement': 'trigger' };
    const { outcome, status, context } = await triggered({ schema }, { flags });
    const reason = 'the data differ from the schema of the trigger';
    expect([outcome, status]).toEqual([{ kind: 'failed', reason }, 'ERROR']);
    expect(context?.violations).toHaveLength(2);
  });

  it('N-28 trigger node: its conditions are told with what was found, and decide nothing', async () => {
    const conditions = {
      AND: [
        ['data.total', 'greater than', '5'],
        ['profile.plan', 'exists'],
      ],
    };
    const { outcome, context } = await triggered({ conditions }, { data: { total: 3 }, profile: { plan: 'gold' } });
    expect(outcome).toEqual({ kind: 'processed' });
    expect(context?.conditions).toEqual({
      result: false,
      atoms: [
        { path: 'data.total', operator: 'greater than', value: '5', actual: 3, result: false },
        { path: 'profile.plan', operator: 'exists', actual: 'gold', result: true },
      ],
    });
  });

  it('J-32 trigger node: a tenant that does not exist is warned of', async () => {
    const { context } = await triggered({}, { profile: { context: { tenant_id: 'nowhere' } } });
    expect(context?.warnings).toEqual(['the tenant nowhere does not exist and was ignored']);
  });
});
