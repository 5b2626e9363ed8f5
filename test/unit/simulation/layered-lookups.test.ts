import { describe, expect, it } from 'vitest';

import { MemoryLookups } from '../../../platform/memory/memory-lookups.ts';
import { brandOf } from '../../support/brands.ts';
import { simulateNodes, simulateSteps } from '../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../support/virtual.ts';

/** What is looked up beneath the rows of a simulation, with the places that templates were looked for in. */
function beneath() {
  const rows = memoryRows();
  const places: unknown[] = [];
  const version = { id: 'v1', number: 1, body: { content: { title: 'T', body: 'From beneath, {{profile.plan}}' } } };
  rows.templates.push({ id: 'nt_1', alias: 'BENEATH', archived: false, version });
  rows.profiles.set('zoe', { email: 'zoe@example.com', plan: 'gold', seat: 1 });
  rows.brands.push(brandOf('acme', { name: 'Acme' }));
  rows.automations.push({
    id: 'at_1',
    archived: false,
    enabled: true,
    definition: { steps: [{ action: 'delay', duration: '1 day' }] } as never,
  });
  class Told extends MemoryLookups {
    override findTemplate(...asked: Parameters<MemoryLookups['findTemplate']>) {
      places.push(asked[0]);
      return super.findTemplate(...asked);
    }
  }
  return { rows, places, lookups: new Told(rows) };
}

describe('layered lookups', () => {
  const data = { who: 'zoe', which: 'BENEATH', brand: 'acme', next: 'at_1' };

  it('DR-11 layered lookups: what only data name is read beneath, and merged with what the run writes', async () => {
    const world = beneath();
    const steps = [
      { action: 'update-profile', recipient_id: { $ref: 'data.who' }, profile: { plan: 'free' }, merge: 'overwrite' },
      {
        action: 'send',
        message: {
          to: { user_id: { $ref: 'data.who' } },
          template: { $ref: 'data.which' },
          brand_id: { $ref: 'data.brand' },
        },
      },
      { action: 'invoke', template: { $ref: 'data.next' } },
      { action: 'get-profile', user_id: { $ref: 'data.who' }, path: 'data.found', merge_strategy: 'replace' },
    ];
    const rows = memoryRows();
    const { entries } = await simulateSteps(steps, { data }, { rows, lookups: world.lookups, environmentId: 'env' });
    expect(entries.map(({ status }) => status)).toEqual(Array(4).fill('PROCESSED'));
    expect(entries[1]?.messages).toMatchObject([
      { address: 'zoe@example.com', rendered: { text: 'From beneath, free' } },
    ]);
    expect(entries[2]?.invokes?.template).toBe('at_1');
    const [run] = rows.runs.values();
    expect(run?.context.data.found).toEqual({ email: 'zoe@example.com', plan: 'free', seat: 1 });
    expect([world.places, world.rows.profiles.get('zoe')?.plan]).toEqual([[{ environmentId: 'env' }], 'gold']);
  });

  it('DR-11 layered lookups: a template that only data name is there for all who are on a list', async () => {
    const world = beneath();
    const rows = memoryRows();
    rows.lists.set('team', new Map([['zoe', undefined]]));
    rows.profiles.set('zoe', { email: 'zoe@example.com', plan: 'gold' });
    const step = { action: 'send-list', list: 'team', template: { $ref: 'data.which' } };
    const { entries } = await simulateSteps([step], { data }, { rows, lookups: world.lookups, environmentId: 'env' });
    expect(entries[0]?.messages).toMatchObject([{ rendered: { text: 'From beneath, gold' } }]);
  });

  it('DR-11 layered lookups: a journey finds its own templates there', async () => {
    const world = beneath();
    const send = { type: 'send', message: { template: '{{data.which}}', to: { email_override: 'a@x.io' } } };
    const { run } = await simulateNodes([send], { data }, { lookups: world.lookups, environmentId: 'env' });
    expect([run.status, world.places]).toEqual(['PROCESSED', [{ environmentId: 'env', journeyId: 'journey' }]]);
  });
});
