import { expect, test } from 'vitest';

import { AdHocInvoke } from '../../../../language/automation.ts';
import { compileAutomation } from '../../../../language/compile/compile.ts';
import { compileJourney } from '../../../../language/compile/compile-journey.ts';
import { compileSend } from '../../../../language/compile/compile-send.ts';
import { skeletonOf } from '../../../../language/compile/skeleton.ts';
import type { Json, JsonObject } from '../../../../language/json/json.ts';

test('A-05 skeleton: holds the order of actions and their labels, and no data, reference or recipient', () => {
  const steps = [
    { action: 'delay', duration: '1 hour' },
    { action: 'delay', until: 'refs.data.secret', duration: `\${data.secret}` },
    { action: 'send', template: { $ref: 'data.secret' } },
    { action: 'send', template: 'ORDER', ref: 'secret', if: '"secret"' },
  ];
  const { plan } = compileAutomation(
    AdHocInvoke.parse({ automation: { steps }, recipient: 'secret', data: { secret: 1 } }),
    0,
  );
  expect(skeletonOf(plan)).toEqual({
    v: 1,
    steps: [
      { action: 'delay', label: '1 hour' },
      { action: 'delay' },
      { action: 'send' },
      { action: 'send', label: 'ORDER' },
    ],
  });
});

test('§11.1 skeleton: the recipients of a request have nothing to do with each other', () => {
  const to: Json[] = [{ user_id: 'ada' }, { list_id: 'news' }];
  const { plan } = compileSend({ to, template: 'ORDER' }, () => []);
  expect(skeletonOf(plan)).toMatchObject({ steps: [{ action: 'send' }, { action: 'send-list' }], independent: true });
});

test('J-43 skeleton: of a node it holds its type and where the run goes on, and nothing of its fields', () => {
  const nodes: JsonObject[] = [
    { id: 'secret', type: 'trigger', trigger_type: 'api-invoke', conditions: ['data.secret', 'exists'] },
    {
      id: 'b',
      type: 'branch',
      paths: [{ conditions: ['data.secret', 'exists'], nodes: [{ id: 'e', type: 'exit' }], label: 'secret' }],
      default: { nodes: [] },
    },
    { id: 's', type: 'send', message: { template: 'ORDER', to: { email_override: 'secret' } } },
  ];
  const { plan } = compileJourney({ nodes }, { at: 0, recipient: 'secret' });
  expect(plan && skeletonOf(plan)).toEqual({
    v: 1,
    steps: [
      { type: 'node', action: 'trigger', label: 'api-invoke' },
      { type: 'node', action: 'branch', next: 3, paths: [2, 3] },
      { type: 'node', action: 'exit', next: 4 },
      { type: 'node', action: 'send', label: 'ORDER' },
    ],
  });
});
