import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';

import { bucketingPoint, bucketingText } from '../../../../language/experiment/bucketing-point.ts';

describe('bucketingPoint', () => {
  test.each<[string, number]>([
    ['0'.repeat(64), 0],
    [`8${'0'.repeat(63)}`, 0.5],
    [`0000000000000${'8'}${'f'.repeat(50)}`, 2 ** -53],
    [`0000000000000${'7'}${'f'.repeat(50)}`, 0],
    ['f'.repeat(64), 1 - 2 ** -53],
  ])('N-57 point: the first 53 bits of %s', (sha256, point) => {
    expect(bucketingPoint(sha256)).toBe(point);
  });

  it('N-57 point: of experiment and key, spread evenly', () => {
    const points = Array.from({ length: 4_000 }, (_, key) =>
      bucketingPoint(
        createHash('sha256')
          .update(bucketingText('exp_1', `user-${key}`))
          .digest('hex'),
      ),
    );
    expect(bucketingText('exp_1', 'ada')).toBe('exp_1:ada');
    const quarters = [0, 1, 2, 3].map((quarter) => points.filter((point) => Math.floor(point * 4) === quarter).length);
    for (const count of quarters) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });
});
