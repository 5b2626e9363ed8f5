import { expect, test } from 'vitest';

import { forgetOldRows } from '../../../../activities/upkeep/forget-old-rows.ts';

test('J-51 retention: goes on page by page from where the last one ended, also past one that had nothing to delete', async () => {
  const pages = [{ rows: 1_100, next: 'b' }, { rows: 0, next: 'c' }, { rows: 3 }, { rows: 7 }];
  const asked: (string | undefined)[] = [];
  const page = async (after?: string) => {
    asked.push(after);
    return pages.shift() ?? { rows: 0 };
  };
  expect(await forgetOldRows(page, new AbortController().signal)).toBe(1_103);
  expect(asked).toEqual([undefined, 'b', 'c']);
});

test('J-51 retention: a worker that stops begins no further page', async () => {
  const stopping = new AbortController();
  const page = async () => {
    stopping.abort(new Error('stopping'));
    return { rows: 5, next: 'b' };
  };
  await expect(forgetOldRows(page, stopping.signal)).rejects.toThrow('stopping');
});
