import { describe, expect, it } from 'vitest';

import { prepareNode } from '../../../../language/run/prepare-node.ts';
import { compiledNode, preparedNode } from '../../../support/compiled-node.ts';

const conditions = {
  AND: [
    ['data.plan', 'is equal', 'gold'],
    ['profile.city', 'exists'],
  ],
};
const delay = { type: 'delay', mode: 'duration', duration: '{{wait}}', conditions };

describe('prepareNode', () => {
  it('N-28 J-43 node: where its conditions do not hold it is skipped, with what was found', () => {
    expect(preparedNode(delay, { plan: 'secret' })).toEqual({
      kind: 'skipped',
      reason: 'conditions are not met: data.plan is equal "gold" and profile.city exists',
      conditions: {
        result: false,
        atoms: [
          { path: 'data.plan', operator: 'is equal', value: 'gold', actual: 'secret', result: false },
          { path: 'profile.city', operator: 'exists', actual: null, result: false },
        ],
      },
    });
  });

  it('N-06 node: one that is skipped needs nothing that its fields refer to', () => {
    expect(preparedNode(delay)).toMatchObject({ kind: 'skipped' });
  });

  it('N-28 node: where they hold its fields are resolved, and they are told all the same', () => {
    const step = compiledNode(delay);
    const scope = { data: { plan: 'gold' }, profile: { city: 'Oslo' }, outputs: { f1: { body: {} } } };
    expect(prepareNode(step, { ...scope, data: { plan: 'gold', wait: 'PT1H' } })).toMatchObject({
      kind: 'ready',
      fields: { duration: 'PT1H' },
      conditions: { result: true },
    });
    expect(prepareNode(step, scope)).toMatchObject({
      kind: 'failed',
      reason: 'duration: wait refers to nothing',
      conditions: { result: true },
    });
  });

  it('N-01 node: reads the run, the tenant, and what fetch nodes were answered', () => {
    const step = compiledNode({
      type: 'fetch',
      method: 'get',
      merge_strategy: 'none',
      url: 'https://{{tenant.host}}/{{f1.body.id}}/{{user.id}}/{{profile.n}}/{{data.n}}',
    });
    const scope = { data: { n: 1 }, profile: { n: 2 }, recipient: 'ada', tenant: { host: 'acme.example' } };
    expect(prepareNode(step, { ...scope, outputs: { f1: { body: { id: 'x' } } } })).toMatchObject({
      fields: { url: 'https://acme.example/x/ada/2/1' },
    });
  });

  it('N-06 node: a long reason is cut, and holds nothing of the run', () => {
    const url = `{{${'x'.repeat(2_000)}}}`;
    const prepared = preparedNode({ type: 'fetch', method: 'get', merge_strategy: 'none', url });
    expect(prepared).toMatchObject({ kind: 'failed' });
    expect(JSON.stringify(prepared).length).toBeLessThan(1_100);
  });
});
