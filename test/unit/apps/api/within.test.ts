import { expect, it } from 'vitest';

import { within } from '../../../../apps/api/within.ts';

it('row 17 within: work that ends is waited for, and other work no longer than that', async () => {
  let late = 0;
  const onLate = () => {
    late += 1;
  };
  await within(60_000, Promise.resolve(), onLate);
  expect(late).toBe(0);
  await within(1, new Promise(() => {}), onLate);
  expect(late).toBe(1);
});
