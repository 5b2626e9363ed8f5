import { expect, test } from 'vitest';

import { forgetOldRuns } from '../../../../activities/upkeep/forget-old-runs.ts';

test('J-51 retention: goes on page by page until nothing is left', async () => {
  const pages = [1_100, 3, 0, 7];
  expect(await forgetOldRuns(async () => pages.shift() ?? 0, new AbortController().signal)).toBe(1_103);
  expect(pages).toEqual([7]);
});

test('J-51 retention: a worker that stops begins no further page', async () => {
  const stopping = new AbortController();
  const page = async () => {
    stopping.abort(new Error('stopping'));
    return 5;
  };
  await expect(forgetOldRuns(page, stopping.signal)).rejects.toThrow('stopping');
});
