import { expect, it } from 'vitest';

import { MemoryLookups } from '../../../platform/memory/memory-lookups.ts';
import { simulateSteps } from '../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../support/virtual.ts';

/** It finds nothing, and says so in its own way. */
class Broken extends MemoryLookups {
  override async findTemplate(): Promise<never> {
    throw new Error('it broke');
  }

  override async findAutomation(): Promise<never> {
    throw new Error('it broke');
  }
}

const update = { action: 'update-profile', profile: { plan: 'gold' } };
const invoke = { action: 'invoke', template: { $ref: 'data.which' } };
const send = { action: 'send', message: { to: { email: 'a@x.io' }, template: { $ref: 'data.which' } } };

it.each<[string, object[], number, number]>([
  ['in the same workflow task', [update, invoke], 8, 2],
  ['in the task after its activity', [update, send], 13, 4],
])('DR-05 observed activities: the record of a step that broke costs, %s', async (_, steps, events, actions) => {
  const context = { recipient: 'ada', data: { which: 'any' } };
  const { run, entries, cost } = await simulateSteps(steps, context, { lookups: new Broken(memoryRows()) });
  expect([run.status, entries.at(-1)?.status, cost]).toEqual(['ERROR', 'ERROR', { events, actions }]);
});
