import { expect, test } from 'vitest';

import { AdHocInvoke } from '../../../language/automation.ts';
import { compileAutomation } from '../../../language/compile.ts';
import { skeletonOf } from '../../../language/skeleton.ts';

test('A-05 skeleton: holds the order of actions and nothing anybody wrote', () => {
  const steps = [
    { action: 'delay', duration: '1 hour' },
    { action: 'send', template: 'secret', ref: 'secret', if: '"secret"' },
  ];
  const { plan } = compileAutomation(
    AdHocInvoke.parse({ automation: { steps }, recipient: 'secret', data: { secret: 1 } }),
    0,
  );
  expect(skeletonOf(plan)).toEqual({ v: 1, steps: [{ action: 'delay' }, { action: 'send' }] });
});
