import { describe, expect, it } from 'vitest';

import { batch } from '../../../support/simulation/sample-steps.ts';
import { START, simulateNodes } from '../../../support/simulation/simulate-body.ts';

const HOUR = 3_600_000;
const throttle = { type: 'throttle', scope: 'user', max_allowed: 1, period: 'P1D' };

describe('assumed encounters', () => {
  it('DR-03 assumed encounters: others come to a batch, put its end off, or fill it', async () => {
    const newcomer = (after: string) => ({ type: 'batch_member', node: 'n1', after, data: { nr: after } });
    const events = [newcomer('PT1H'), newcomer('PT2H')];
    const late = await simulateNodes(
      [batch(), { type: 'exit' }],
      { recipient: 'ada' },
      { assume: { events } as never },
    );
    expect(late.entries[2]?.at).toBe(START + 4 * HOUR);
    expect(late.entries[1]).toMatchObject({
      until: START + 4 * HOUR,
      batch: { at: START + 4 * HOUR, items: 3, by: 'wait_period' },
    });
    const early = [newcomer('PT1H'), newcomer('PT90M')];
    const nodes = [batch({ max_items: 3 }), { type: 'exit' }];
    const full = await simulateNodes(nodes, { recipient: 'ada' }, { assume: { events: early } as never });
    expect(full.entries[2]?.at).toBe(START + 1.5 * HOUR);
    const end = START + 1.5 * HOUR;
    expect(full.entries[1]).toMatchObject({ until: end, batch: { at: end, items: 3, by: 'max_items' } });
    const short = batch({ max_wait_period: 'PT3H' });
    const limited = await simulateNodes(
      [short, { type: 'exit' }],
      { recipient: 'ada' },
      { assume: { events } as never },
    );
    expect(limited.entries[1]).toMatchObject({ until: START + 3 * HOUR, batch: { items: 3, by: 'max_wait_period' } });
    // A signal ends its wait, and not the timer.
    expect(full.cost).toEqual({ events: 7 + 8, actions: 2 + 3 });
    const fetched = {
      type: 'fetch',
      method: 'post',
      url: 'https://a.io/{{data.batch.count}}/{{data.batch.items.1.nr}}',
      merge_strategy: 'none',
    };
    const read = await simulateNodes([batch(), fetched], { recipient: 'ada' }, { assume: { events } as never });
    expect(read.entries[2]?.fetched?.[0]?.url).toBe('https://a.io/3/PT2H');
  });

  const came = async (node: object, events: object[], context: object = { recipient: 'ada' }) => {
    const assume = { events: events.map((event) => ({ type: 'batch_member', node: 'n1', ...event })) } as never;
    const { entries, warnings } = await simulateNodes([node, { type: 'exit' }], context, { assume });
    return [
      entries[1]?.batch?.items,
      warnings.map(({ message: told }) => told.replace(/^the batch_member at \S+: /, '')),
    ];
  };

  it('DR-03 assumed encounters: whoever comes to a batch puts its end off by the calendar, as it is when they come', async () => {
    const start = Date.parse('2027-02-15T00:00:00Z');
    const monthly = batch({ wait_period: 'P1M', max_wait_period: 'P60D' });
    const events = [{ type: 'batch_member', node: 'n1', at: '2027-03-10T00:00:00Z' }];
    const { entries } = await simulateNodes([monthly], { recipient: 'ada' }, { assume: { events } as never, start });
    expect(entries[1]?.batch?.at).toBe(Date.parse('2027-04-10T00:00:00Z'));
  });

  it('DR-03 assumed encounters: what a batch keeps apart, and its own conditions leave out, does not join', async () => {
    const apart =
      'it belongs to another batch: by its category_key, or since the run has no user, email or phone number';
    const kinds = [{ data: { kind: 'a' } }, { data: { kind: 'b' } }].map((event) => ({ ...event, after: 'PT1H' }));
    const context = { recipient: 'ada', data: { kind: 'a' } };
    expect(await came(batch({ category_key: 'kind' }), kinds, context)).toEqual([2, [apart]]);
    expect(await came(batch(), [{ after: 'PT1H' }], {})).toEqual([1, [apart]]);
    expect(await came(batch(), [{ after: 'PT1H' }], { profile: { email: 'a@x.io' } })).toEqual([2, []]);
    const [, left] = await came(batch({ conditions: ['data.kind', 'is equal', 'a'] }), kinds, context);
    expect(left).toEqual([expect.stringMatching(/^its run is not gathered: conditions are not met/)]);
  });

  it('DR-03 assumed encounters: throttles let pass, unless it is said that they do not', async () => {
    const nodes = [throttle, { type: 'exit' }];
    expect((await simulateNodes(nodes)).run.status).toBe('PROCESSED');
    const { run, entries } = await simulateNodes(nodes, {}, { assume: { throttled: ['n1'] } });
    expect(run).toMatchObject({ status: 'THROTTLED', reason: 'user: 1 passed in P1D already' });
    expect(entries).toHaveLength(2);
  });

  it('DR-03 assumed encounters: whoever comes when a batch ends comes too late, and a millisecond before it does not', async () => {
    const end = START + 2 * HOUR;
    const at = (instant: number) => [{ at: new Date(instant).toISOString() }];
    expect(await came(batch(), at(end - 1))).toEqual([2, []]);
    expect(await came(batch(), at(end))).toEqual([1, ['the node gathered nothing then']]);
  });

  it('DR-03 assumed encounters: what others bring fits into the data of the run, or is left out', async () => {
    const data = { text: 'x'.repeat(4_000_000) };
    const events = ['PT1H', 'PT2H'].map((after) => ({ type: 'batch_member' as const, node: 'n1', after, data }));
    const { run, entries } = await simulateNodes([batch()], { recipient: 'ada' }, { assume: { events } });
    expect(run.status).toBe('PROCESSED');
    expect(entries[1]?.context.warnings).toEqual([expect.stringMatching(/^items left out.*: 1$/)]);
  });
});
