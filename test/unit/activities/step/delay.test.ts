import { describe, expect, it } from 'vitest';

import { runJourneyVirtually } from '../../../support/journeys/virtual-journey.ts';
import { acceptVirtually } from '../../../support/virtual.ts';

const AT = Date.parse('2026-01-31T12:00:00Z');
const HOUR = 3_600_000;
const exit = { type: 'exit', id: 'end' };

/** Carries out a delay that is followed by another step; its outcome and its row. */
async function delay(fields: object, data: object = {}) {
  const steps = [{ action: 'delay', ...fields }, { action: 'delay' }];
  const { activities, call, run } = acceptVirtually({ data, automation: { steps } }, { at: AT });
  return { outcome: await activities.perform(call(0)), step: run.steps.get(0), run };
}

describe('effect of a delay', () => {
  it.each([
    [{ duration: '2 hours' }, '2026-01-31T14:00:00.000Z'],
    [{ until: '2026-12-01T09:00:00+02:00', duration: 'not read' }, '2026-12-01T07:00:00.000Z'],
    [{ duration: { $ref: 'data.wait' } }, '2026-02-28T12:00:00.000Z'],
  ])('A-20 delay: %j waits, and shows until when', async (fields, wake) => {
    const { outcome, step, run } = await delay(fields, { wait: '1 month' });
    expect(outcome).toEqual({ kind: 'waits', until: Date.parse(wake) });
    expect(step).toMatchObject({ status: 'WAITING', context: { wakes_at: wake } });
    expect(run.status).toBe('WAITING');
  });

  it.each([{ duration: '0 minutes' }, { until: '20240408T080910.123' }, { until: '2026-01-31T12:00:00Z' }])(
    'T-12 T-05 delay: %j is over at once',
    async (fields) => {
      const { outcome, step } = await delay(fields);
      expect(outcome).toEqual({ kind: 'processed' });
      expect(step).toMatchObject({ status: 'PROCESSED', context: {} });
    },
  );

  it.each([
    [{}, 'delay needs duration or until'],
    [{ duration: { $ref: 'data.missing' } }, 'delay needs duration or until'],
    [{ duration: { $ref: 'data.junk' } }, 'duration: must be a duration such as "2 hours" or "PT2H"'],
    [{ until: 'refs.data.junk' }, 'until: must be an ISO 8601 date or time'],
  ])('F-08 A-20 delay: %j is ERROR, for step and run', async (fields, reason) => {
    const { outcome, step, run } = await delay(fields, { junk: 'soonish' });
    expect(outcome).toEqual({ kind: 'failed', reason });
    expect([step?.status, step?.context.reason, run.status]).toEqual(['ERROR', reason, 'ERROR']);
  });

  it('row 12 A-20 delay: asked again, the instant stays what it was', async () => {
    const { activities, call } = acceptVirtually({ automation: { steps: [{ action: 'delay', duration: '1 hour' }] } });
    const first = await activities.perform(call());
    expect(await activities.perform({ ...call(), at: AT })).toEqual(first);
  });
});

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
    ['5 minutes', HOUR / 12],
    ['2 hours', 2 * HOUR],
    ['3 days', 72 * HOUR],
    ['1 months', 31 * 24 * HOUR],
  ])('N-30d delay node: waits for %s, in a unit of editors', async (duration, wait) => {
    const nodes = [{ type: 'delay', mode: 'duration', duration }, exit];
    const { run, endedAt } = await runJourneyVirtually({ nodes });
    expect([run.status, endedAt]).toEqual(['PROCESSED', wait]);
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
