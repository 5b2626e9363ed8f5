import { describe, expect, it } from 'vitest';

import { runJourneyVirtually } from '../../../support/journeys/virtual-journey.ts';

const HOUR = 3_600_000;
const exit = { type: 'exit', id: 'end' };

describe('delay node', () => {
  it.each([
    ['a duration', { mode: 'duration', duration: '2 hours' }, 2 * HOUR],
    ['a duration of data', { mode: 'duration', duration: '{{data.wait}}' }, 24 * HOUR],
    ['an instant', { mode: 'until', until: '1970-01-01T03:00:00Z' }, 3 * HOUR],
    ['an instant of data', { mode: 'until', until: { $ref: 'data.instant' } }, 5 * HOUR],
    ['a time of day in a zone', { mode: 'until', until: '1970-01-01T03:00:00', timezone: 'UTC-1' }, 4 * HOUR],
  ])('N-30a N-30b delay node: waits for %s', async (_, fields, wait) => {
    const data = { wait: 'P1D', instant: '1970-01-01T05:00:00Z' };
    const { run, steps, endedAt } = await runJourneyVirtually({ nodes: [{ type: 'delay', ...fields }, exit], data });
    expect([run.status, steps[1]?.status, endedAt]).toEqual(['PROCESSED', 'PROCESSED', wait]);
    expect(steps[1]?.context.wakes_at).toBe(new Date(wait).toISOString());
  });

  it.each([
    { mode: 'duration', duration: 'PT0S' },
    { mode: 'until', until: '1969-01-01' },
  ])('N-30c delay node: with %j it is over at once', async (fields) => {
    const { run, steps, endedAt } = await runJourneyVirtually({ nodes: [{ type: 'delay', ...fields }] });
    expect([run.status, steps[1]?.status, endedAt]).toEqual(['PROCESSED', 'PROCESSED', 0]);
  });

  it.each([
    ['{{data.missing}}', 'duration: data.missing refers to nothing'],
    ['{{data.junk}}', 'duration: must be a duration'],
  ])('N-30b delay node: %s is an error of node and run, at that node', async (duration, reason) => {
    const nodes = [{ type: 'delay', mode: 'duration', duration }, exit];
    const { run, steps } = await runJourneyVirtually({ nodes, data: { junk: 'soon' } });
    expect([run.status, steps.map(({ status }) => status)]).toEqual(['ERROR', ['PROCESSED', 'ERROR']]);
    expect(steps[1]?.context.reason).toContain(reason);
  });

  it('J-44 delay node: as the last of a path that is the last of the journey it ends with its wait', async () => {
    const path = { conditions: ['data.vip', 'exists'], nodes: [{ type: 'delay', mode: 'duration', duration: 'PT1H' }] };
    const nodes = [{ type: 'branch', paths: [path], default: { nodes: [exit] } }];
    const { run, steps, endedAt } = await runJourneyVirtually({ nodes, data: { vip: true } });
    expect([run.status, endedAt, steps.at(-1)?.status]).toEqual(['PROCESSED', HOUR, 'PROCESSED']);
  });
});
