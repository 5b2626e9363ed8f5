import { describe, expect, it } from 'vitest';

import type { BatchRequest } from '../../../../activities/ports/encounters.ts';
import type { JsonObject } from '../../../../language/json/json.ts';
import { MemoryEncounters } from '../../../../platform/memory/memory-encounters.ts';
import { MemoryRows } from '../../../../platform/memory/memory-rows.ts';
import { MemoryRuns } from '../../../../platform/memory/memory-runs.ts';
import { BROUGHT, comeTo } from '../../../support/journeys/come-to.ts';
import { batchRecordOf, recordOf } from '../../../support/journeys/encounter-records.ts';
import { journeyPlan, TRIGGER } from '../../../support/journeys/journey-plan.ts';

/** Runs with an id and data each, and where they meet. */
function arrange(runs: Record<string, JsonObject>) {
  const rows = new MemoryRows();
  const plan = journeyPlan([TRIGGER, { type: 'exit' }]);
  for (const [id, data] of Object.entries(runs)) rows.addRun(id, { plan, context: { data, profile: {} } });
  const encounters = new MemoryEncounters(rows, new MemoryRuns(rows, () => 0));
  const come = comeTo(encounters);
  const pass = (runId: string, at: number, { key = 'k', mostAllowed = 1 } = {}) => {
    const request = { call: { runId, order: 0, at }, environmentId: 'memory', key, mostAllowed };
    return encounters.pass({ ...request, since: at - 10, expiresAt: at + 10 }, () => recordOf(runId, at));
  };
  const gather = (runId: string, at: number, more: Partial<BatchRequest> = {}) => {
    const call = { runId, order: 0, at };
    const window = { key: 'k', until: at + 10, latest: at + 25, mostItems: 3 };
    const request = { call, environmentId: 'memory', ...window, retain: { type: 'first', count: 2 } as const };
    return come({ ...request, ...BROUGHT, ...more }, batchRecordOf(runId, at));
  };
  return { rows, pass, gather };
}

describe('passes in memory', () => {
  it('N-42 memory-encounters: a pass counts for its period, under its own key, and once', async () => {
    const { pass } = arrange({ a: {}, b: {}, c: {}, d: {} });
    expect([await pass('a', 0), await pass('a', 0), await pass('b', 9), await pass('c', 10)]).toEqual([
      true,
      undefined,
      false,
      true,
    ]);
    expect(await pass('d', 10, { key: 'other' })).toBe(true);
  });

  it('J-65 memory-encounters: a run that is over takes no pass', async () => {
    const { rows, pass } = arrange({ a: {}, b: {} });
    Object.assign(rows.runs.get('a') ?? {}, { status: 'CANCELED' });
    expect([await pass('a', 0), await pass('b', 0)]).toEqual([undefined, true]);
  });
});

describe('batches in memory', () => {
  it('N-61 N-63 memory-encounters: one opens the window, others join, and what is retained is handed on once', async () => {
    const { gather } = arrange({ a: { n: 1 }, b: { n: 2 }, c: { n: 3 } });
    expect(await gather('a', 0)).toEqual({ kind: 'gathers', until: 10 });
    expect(await gather('b', 5)).toEqual({ kind: 'joined' });
    expect(await gather('a', 10)).toEqual({ kind: 'gathers', until: 15 });
    expect(await gather('a', 15)).toEqual({ kind: 'released', count: 2, items: [{ n: 1 }, { n: 2 }], left: 0 });
    expect([await gather('a', 15), await gather('b', 15)]).toEqual([undefined, undefined]);
    expect(await gather('c', 15)).toEqual({ kind: 'gathers', until: 25 });
  });

  it('N-62 memory-encounters: the last item that fits closes the window, and says whose it was', async () => {
    const { gather } = arrange({ a: {}, b: {}, c: {}, d: {} });
    await gather('a', 0);
    expect(await gather('b', 1)).toEqual({ kind: 'joined' });
    expect(await gather('c', 1)).toEqual({ kind: 'joined', released: { runId: 'a', order: 0 } });
    expect(await gather('d', 1)).toEqual({ kind: 'gathers', until: 11 });
    expect(await gather('a', 1)).toMatchObject({ kind: 'released', count: 3 });
  });

  it('N-62 memory-encounters: the end is put off to the latest and no further, and who comes then is the next', async () => {
    const { gather } = arrange({ a: {}, b: {}, c: {} });
    await gather('a', 0, { latest: 12 });
    await gather('b', 9, { latest: 34 });
    expect(await gather('a', 10)).toEqual({ kind: 'gathers', until: 12 });
    expect(await gather('c', 12)).toEqual({ kind: 'gathers', until: 22 });
  });

  it('N-61 memory-encounters: a run whose step has its outcome leaves nothing in the window', async () => {
    const { gather } = arrange({ a: {}, b: {} });
    await gather('a', 0);
    expect([await gather('b', 1), await gather('b', 2)]).toEqual([{ kind: 'joined' }, undefined]);
    expect(await gather('a', 20)).toMatchObject({ kind: 'released', count: 2 });
  });

  it('N-65 memory-encounters: a window whose run has ended takes nobody', async () => {
    const { rows, gather } = arrange({ a: {}, b: {} });
    await gather('a', 0);
    Object.assign(rows.runs.get('a') ?? {}, { status: 'ERROR' });
    expect([await gather('a', 1), await gather('b', 1)]).toEqual([undefined, { kind: 'gathers', until: 11 }]);
  });
});
