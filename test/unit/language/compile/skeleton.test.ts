import { expect, test } from 'vitest';

import { AdHocInvoke } from '../../../../language/automation.ts';
import { compileAutomation } from '../../../../language/compile/compile.ts';
import { compileSend } from '../../../../language/compile/compile-send.ts';
import { skeletonOf } from '../../../../language/compile/skeleton.ts';
import type { Json } from '../../../../language/json/json.ts';

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
