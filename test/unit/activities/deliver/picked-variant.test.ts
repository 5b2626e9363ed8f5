import { expect, test } from 'vitest';

import { pickedVariant } from '../../../../activities/deliver/picked-variant.ts';

test('N-57 picked-variant: another experiment deals the same keys anew', () => {
  const variants = ['a', 'b'].map((id) => ({ id, templateId: id, weight: 1 }));
  const picks = (id: string) =>
    Array.from({ length: 20 }, (_, key) => pickedVariant({ id, bucketingKey: `k${key}`, variants }).id).join('');
  expect(picks('exp_1')).toBe(picks('exp_1'));
  expect(picks('exp_1')).not.toBe(picks('exp_2'));
});
