import { describe, expect, it } from 'vitest';

import { MemoryRows } from '../../../../platform/memory/memory-rows.ts';
import type { JourneyRequest } from '../../../support/journeys/start-journey.ts';
import { runJourneyVirtually } from '../../../support/journeys/virtual-journey.ts';

const HOUR = 3_600_000;
const exit = { type: 'exit', id: 'end' };
const throttle = (fields: object) => ({ type: 'throttle', id: 'limit', max_allowed: 1, period: 'PT1H', ...fields });

/** How the runs end that meet at one node, one after the other; each at its moment. */
async function endings(fields: object, runs: readonly (Partial<JourneyRequest> & { at?: number })[]) {
  const rows = new MemoryRows();
  const statuses: string[] = [];
  for (const [index, { at = 0, ...request }] of runs.entries()) {
    const runId = `1-00000000-${String(index).padStart(24, '0')}`;
    const ended = await runJourneyVirtually({ nodes: [throttle(fields), exit], ...request }, { rows, runId, at });
    statuses.push(ended.run.status);
  }
  return statuses;
}

describe('throttle node', () => {
  it('N-43 throttle node: over the limit the node and its run are THROTTLED, and nothing follows', async () => {
    const rows = new MemoryRows();
    const nodes = [throttle({ scope: 'global' }), exit];
    await runJourneyVirtually({ nodes }, { rows, runId: '1-00000000-000000000000000000000001' });
    const { run, steps, shown } = await runJourneyVirtually({ nodes }, { rows });
    expect([run.status, steps.map(({ status }) => status)]).toEqual(['THROTTLED', ['PROCESSED', 'THROTTLED']]);
    expect(steps[1]?.context.reason).toBe('global: 1 passed in PT1H already');
    expect(shown.at(-1)?.outcome.kind).toBe('throttled');
  });

  it.each([
    ['N-41', 'user', {}, [{ recipient: 'ada' }, { recipient: 'bob' }, { recipient: 'ada' }]],
    [
      'N-41',
      'user',
      {},
      [{ profile: { email: 'a@x.io' } }, { profile: { email: 'b@x.io' } }, { profile: { email: 'a@x.io' } }],
    ],
    ['N-41', 'user', {}, [{ profile: { phone_number: '1' } }, {}, { profile: { phone_number: '1' } }]],
    [
      'N-41',
      'dynamic',
      { throttle_key: '{{data.k}}' },
      [{ data: { k: 'a' } }, { data: { k: 'b' } }, { data: { k: 'a' } }],
    ],
    ['N-41', 'global', {}, [{ recipient: 'ada' }, { recipient: 'bob', journey: 'another' }, { recipient: 'eve' }]],
  ])('%s throttle node: scope %s counts apart', async (_, scope, fields, runs) => {
    expect(await endings({ scope, ...fields }, runs)).toEqual(['PROCESSED', 'PROCESSED', 'THROTTLED']);
  });

  it('N-41 throttle node: two of one journey count apart', async () => {
    const rows = new MemoryRows();
    const nodes = [throttle({ scope: 'global' }), throttle({ scope: 'global', id: 'other' }), exit];
    const { run } = await runJourneyVirtually({ nodes }, { rows });
    expect(run.status).toBe('PROCESSED');
  });

  it('N-41 throttle node: nobody by no name is only themselves', async () => {
    expect(await endings({ scope: 'user' }, [{}, {}])).toEqual(['PROCESSED', 'PROCESSED']);
  });

  it('N-42 throttle node: the window slides, and who was stopped does not count', async () => {
    const at = [0, HOUR / 2, HOUR - 1, HOUR, HOUR + 1, HOUR * 1.5, HOUR * 1.5 + 1].map((moment) => ({ at: moment }));
    expect(await endings({ scope: 'global', max_allowed: 2 }, at)).toEqual([
      'PROCESSED',
      'PROCESSED',
      'THROTTLED',
      'PROCESSED',
      'THROTTLED',
      'PROCESSED',
      'THROTTLED',
    ]);
  });

  it('N-06 throttle node: a key that refers to nothing is an error of node and run', async () => {
    const nodes = [throttle({ scope: 'dynamic', throttle_key: '{{data.k}}' })];
    const { run, steps } = await runJourneyVirtually({ nodes });
    expect([run.status, steps[1]?.context.reason]).toEqual(['ERROR', 'throttle_key: data.k refers to nothing']);
  });

  it('N-40 throttle node: conditions that do not hold let everyone pass', async () => {
    const fields = { scope: 'global', conditions: ['data.limited', 'exists'] };
    expect(await endings(fields, [{}, {}])).toEqual(['PROCESSED', 'PROCESSED']);
  });
});
