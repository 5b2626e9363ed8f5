import { expect, it } from 'vitest';

import { AdHocInvoke } from '../../../../language/automation.ts';
import { compileAutomation } from '../../../../language/compile/compile.ts';
import { ProcessingTime } from '../../../../simulation/processing-time.ts';
import { Simulation } from '../../../../simulation/simulation.ts';
import { timelineOf } from '../../../../simulation/timeline/timeline-of.ts';
import { START, simulateSteps } from '../../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../../support/virtual.ts';

const day = { action: 'delay', duration: '1 day' };
const lost = { action: 'send', message: { to: { user_id: 'nobody' }, content: { title: 'T', body: 'B' } } };
const broken = { action: 'delay', until: { $ref: 'data.gone' } };
const cancel = { events: [{ type: 'cancel' as const, after: '1 hour' }] };

it.each([
  ['that ends well has none, whatever became of its messages', [lost], {}, 'PROCESSED', undefined],
  ['in ERROR has the one of its step', [day, broken], {}, 'ERROR', expect.stringContaining('until')],
  ['that is canceled has the one of its cancel', [day], cancel, 'CANCELED', 'canceled by a request'],
])('DR-01 timeline: of reasons a run %s', async (_, steps, assume, status, reason) => {
  const { run, entries } = await simulateSteps(steps, {}, { assume });
  expect([run.status, run.reason]).toEqual([status, reason]);
  expect(entries.at(-1)?.reason).toBeDefined();
});

it('DR-01 timeline: steps stand in their order, whatever order their rows were written in', () => {
  const subject = {
    kind: 'automation' as const,
    ...compileAutomation(AdHocInvoke.parse({ automation: { steps: [day, day, day] } }), START),
  };
  const assumed = { fetches: new Map(), deliveries: new Map(), events: [], throttled: new Set<number>() };
  const simulation = new Simulation(
    subject,
    { rows: memoryRows() },
    { assumed, start: START, time: new ProcessingTime() },
  );
  for (const order of [2, 0, 1])
    simulation.row.steps.set(order, {
      action: 'delay',
      status: 'PROCESSED',
      context: {},
      createdAt: START,
      updatedAt: START,
    });
  const told = { start: START, endedAt: START, zone: 'UTC', localTime: String, missed: [] };
  expect(timelineOf(subject, simulation, told).entries.map(({ order }) => order)).toEqual([0, 1, 2]);
});
