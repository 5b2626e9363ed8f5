import { describe, expect, it } from 'vitest';

import type { JsonObject } from '../../../../language/json/json.ts';
import { MemoryRows } from '../../../../platform/memory/memory-rows.ts';
import type { Outcome } from '../../../../workflows/contracts/step-activities.ts';
import { journeyPlan, TRIGGER } from '../../../support/journeys/journey-plan.ts';
import { runJourneyVirtually } from '../../../support/journeys/virtual-journey.ts';
import { acceptPlan } from '../../../support/virtual.ts';

const MINUTE = 60_000;
const batchOf = (fields: object = {}) => ({
  type: 'batch',
  id: 'gather',
  scope: 'user',
  wait_period: 'PT10M',
  max_wait_period: 'PT25M',
  retain: { type: 'first', count: 25 },
  ...fields,
});

interface Brought {
  /** In minutes. */
  at: number;
  data?: JsonObject;
  user?: string;
  /** Of the batch; 1 is the first. */
  order?: number;
}

/** Runs that come to one batch node, and what each of them is told there. */
function arrange(fields: object = {}, more: object[] = []) {
  const rows = new MemoryRows();
  let count = 0;
  const come = async ({ at, data = {}, user: recipient = 'ada', order = 1 }: Brought) => {
    const runId = `1-00000000-${String(count++).padStart(24, '0')}`;
    const plan = journeyPlan([TRIGGER, batchOf(fields), ...more, { type: 'exit' }]);
    const { run, activities } = acceptPlan({ plan, context: { data, profile: {}, recipient } }, { rows, runId });
    const perform = (minutes: number) => activities.perform({ runId, order, at: minutes * MINUTE });
    return { run, perform, outcome: await perform(at) };
  };
  return { rows, come };
}

const gathersUntil = (minutes: number): Outcome => ({ kind: 'gathers', until: minutes * MINUTE });

describe('batch node', () => {
  it('N-61 batch node: the first owns the window and waits, those who follow add their data and end', async () => {
    const { come } = arrange();
    const owner = await come({ at: 0, data: { n: 1 } });
    expect([owner.outcome, owner.run.status, owner.run.steps.get(1)?.status]).toEqual([
      gathersUntil(10),
      'WAITING',
      'WAITING',
    ]);
    const second = await come({ at: 5, data: { n: 2 } });
    expect([second.outcome, second.run.status, second.run.steps.get(1)?.status]).toEqual([
      { kind: 'ends' },
      'PROCESSED',
      'PROCESSED',
    ]);
    expect(await owner.perform(10)).toEqual(gathersUntil(15));
    expect(await owner.perform(15)).toEqual({ kind: 'processed' });
    expect(owner.run.context.data).toEqual({ n: 1, batch: { count: 2, items: [{ n: 1 }, { n: 2 }] } });
  });

  it('N-62 batch node: each who comes puts the end off, but not past the longest wait', async () => {
    const { come } = arrange();
    const owner = await come({ at: 0 });
    for (const at of [9, 18, 24]) await come({ at });
    expect(await owner.perform(19)).toEqual(gathersUntil(25));
    expect(await owner.perform(25)).toEqual({ kind: 'processed' });
    expect(owner.run.context.data.batch).toMatchObject({ count: 4 });
  });

  it('N-62 batch node: at its limit it is released at once, and the next one opens another', async () => {
    const { come } = arrange({ max_items: 2 });
    const owner = await come({ at: 0 });
    await come({ at: 1 });
    const next = await come({ at: 1 });
    expect(next.outcome).toEqual(gathersUntil(11));
    expect(await owner.perform(1)).toEqual({ kind: 'processed' });
    expect(owner.run.context.data.batch).toMatchObject({ count: 2 });
  });

  it('N-62 batch node: who comes when the time is up opens another, though the owner is not awake yet', async () => {
    const { come } = arrange();
    const owner = await come({ at: 0 });
    expect((await come({ at: 10 })).outcome).toEqual(gathersUntil(20));
    expect(await owner.perform(11)).toEqual({ kind: 'processed' });
    expect(owner.run.context.data.batch).toMatchObject({ count: 1 });
  });

  it('N-62 batch node: one of a single item waits for nobody', async () => {
    const { run, steps, endedAt } = await runJourneyVirtually({ nodes: [batchOf({ max_items: 1 })], data: { n: 1 } });
    expect([run.status, endedAt, steps[1]?.status]).toEqual(['PROCESSED', 0, 'PROCESSED']);
    expect(run.context.data.batch).toEqual({ count: 1, items: [{ n: 1 }] });
  });

  it.each([
    ['users', {}, { user: 'bob' }],
    ['categories', { category_key: 'data.kind' }, { data: { kind: 'b' } }],
    ['categories, none being one', { category_key: 'kind' }, { data: {} }],
  ])('N-64 batch node: %s are kept apart', async (_, fields, other) => {
    const { come } = arrange(fields);
    await come({ at: 0, data: { kind: 'a' } });
    expect((await come({ at: 1, ...other })).outcome).toEqual(gathersUntil(11));
    expect((await come({ at: 2, data: { kind: 'a' } })).outcome).toEqual({ kind: 'ends' });
  });

  it('N-63 batch node: of what came, as much is handed on as is retained, the highest by their rank', async () => {
    const { come } = arrange({ retain: { type: 'highest', count: 2, sort_key: 'data.total' } });
    const owner = await come({ at: 0, data: { total: 2 } });
    for (const total of [7, 1, 5]) await come({ at: 1, data: { total } });
    await owner.perform(11);
    expect(owner.run.context.data).toEqual({ total: 2, batch: { count: 4, items: [{ total: 7 }, { total: 5 }] } });
  });

  it('N-63 batch node: what does not fit into the data of its run is left out, and told', async () => {
    const { come } = arrange({ retain: { type: 'last', count: 25 } });
    const owner = await come({ at: 0 });
    for (const n of [1, 2, 3]) await come({ at: 1, data: { n, text: 'x'.repeat(2_500_000) } });
    expect(await owner.perform(11)).toEqual({ kind: 'processed' });
    const { count, items } = owner.run.context.data.batch as unknown as { count: number; items: { n: number }[] };
    expect([count, items.map(({ n }) => n)]).toEqual([4, [undefined, 2, 3]]);
    expect(owner.run.steps.get(1)?.context.warnings).toEqual([
      'items left out, since the data of the run would become too large: 1',
    ]);
  });

  it('N-61 batch node: batches of one journey gather apart', async () => {
    const { come } = arrange({}, [batchOf({ id: 'other' })]);
    await come({ at: 0 });
    const second = await come({ at: 0, order: 2 });
    expect(second.outcome).toEqual(gathersUntil(10));
  });

  it('N-65 batch node: a canceled owner discards what it gathered, and the next one opens another window', async () => {
    const { rows, come } = arrange();
    const owner = await come({ at: 0 });
    await come({ at: 1 });
    owner.run.status = 'CANCELED';
    expect(await owner.perform(10)).toEqual({ kind: 'closed' });
    expect((await come({ at: 2 })).outcome).toEqual(gathersUntil(12));
    expect(rows.windows).toHaveLength(2);
  });

  it('N-61 batch node: who joined and is asked again has joined once', async () => {
    const { come } = arrange();
    const owner = await come({ at: 0 });
    const second = await come({ at: 1 });
    expect(await second.perform(1)).toEqual({ kind: 'ends' });
    await owner.perform(11);
    expect(owner.run.context.data.batch).toMatchObject({ count: 2 });
  });
});
