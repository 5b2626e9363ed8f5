import { describe, expect, it } from 'vitest';

import { simulateNodes } from '../../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../../support/virtual.ts';

const throttle = { type: 'throttle', scope: 'user', max_allowed: 1, period: 'P1D' };

describe('idle assumptions', () => {
  it('DR-03 idle assumptions: what is assumed of steps that the run does not come to is told to have come to nothing', async () => {
    const inner = [
      { id: 'ask', type: 'fetch', method: 'get', url: 'https://a.io', merge_strategy: 'none' },
      { id: 'say', type: 'send', message: { template: 'T', to: { email_override: 'a@x.io' } } },
      { id: 'stop', ...throttle },
    ];
    const paths = [{ conditions: ['data.goes', 'exists'], nodes: inner }];
    const assume = { fetches: { ask: {} }, deliveries: { say: { status: 'SENT' } }, throttled: ['stop'] };
    const branch = { type: 'branch', paths, default: { nodes: [] } };
    const rows = memoryRows();
    const version = { id: 'v1', number: 1, body: { content: { title: 'T', body: 'B' } } };
    rows.templates.push({ id: 'nt_1', alias: 'T', archived: false, version });
    const told = async (data: object) =>
      (await simulateNodes([branch], { data: data as never }, { assume: assume as never, rows })).warnings;
    expect(await told({})).toEqual([
      { step: 'ask', message: 'its assumed answer came to nothing: the run asks nobody there' },
      { step: 'say', message: 'its assumed delivery came to nothing: the run sends nothing there' },
      { step: 'stop', message: 'what is assumed came to nothing: the run is not throttled there' },
    ]);
    expect(await told({ goes: true })).toEqual([]);
  });
});
