import { describe, expect, it } from 'vitest';

import { readersOf } from '../../../support/simulation/readers-of.ts';
import { fetch, send } from '../../../support/simulation/sample-steps.ts';
import { simulateNodes, simulateSteps } from '../../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../../support/virtual.ts';

const throttle = { type: 'throttle', scope: 'user', max_allowed: 1, period: 'P1D' };

describe('resolve assumptions', () => {
  it.each<[object, string]>([
    [{ fetches: { nobody: {} } }, 'assume.fetches.nobody: names no step that fetches'],
    [{ fetches: { first: {} } }, 'assume.fetches.first: names no step that fetches'],
    [{ deliveries: { f1: { status: 'SENT' } } }, 'assume.deliveries.f1: names no step that sends to one recipient'],
    [{ fetches: { f1: {}, 0: {} } }, 'assume.fetches.f1: is about the same step as 0'],
    [{ throttled: ['9'] }, 'assume.throttled.0: names no throttle'],
    [{ events: [{ type: 'batch_member', node: 'x', after: '1 hour' }] }, 'assume.events.0.node: names no batch'],
    [{ events: [{ type: 'cancel', at: '2020-01-01' }] }, 'assume.events.0.at: must not lie before the start'],
  ])('DR-04 resolve assumptions: %j is about nothing, or about the same as another', async (assume, problem) => {
    await expect(simulateSteps([fetch, send], {}, { assume })).rejects.toThrow(problem);
  });

  it('DR-04 resolve assumptions: a throttle that is named twice is refused', async () => {
    const twice = simulateNodes([throttle], {}, { assume: { throttled: ['n1', '1'] } });
    await expect(twice).rejects.toThrow('assume.throttled.1: is about the same step as n1');
  });

  it('DR-03 resolve assumptions: a list has an answer for each of its recipients where it has a data source', async () => {
    const rows = memoryRows();
    readersOf(rows, 'news', 2);
    const content = { title: 'T', body: 'Hi {{name}}' };
    const list = { action: 'send-list', ref: 'all', list: 'news', message: { content } };
    const asking = { ...list, data_source: { webhook: { url: 'https://example.com/' } } };
    const assume = { fetches: { all: [{ body: { name: 'Ada' } }, { body: { name: 'Bo' } }] } };
    const { entries, assumptionsNeeded } = await simulateSteps([asking], {}, { assume, rows });
    const texts = entries[0]?.messages?.map(({ rendered }) => rendered?.text);
    expect([texts?.sort(), assumptionsNeeded]).toEqual([['Hi Ada', 'Hi Bo'], []]);
    const problem = 'assume.fetches.all: names no step that fetches';
    await expect(simulateSteps([list], {}, { assume, rows: memoryRows() })).rejects.toThrow(problem);
  });
});
