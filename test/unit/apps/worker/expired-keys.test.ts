import { expect, test } from 'vitest';

import { forgetExpiredKeys } from '../../../../apps/worker/expired-keys.ts';

test('W-45 expired keys: pages follow each other without a pause, an outage is told and survived, the signal ends it', async () => {
  const stopping = new AbortController();
  const errors: string[] = [];
  let pages = 0;
  const forgetExpired = async (most: number) => {
    pages += 1;
    if (pages < 3) return most;
    // During the pause that follows.
    setImmediate(() => stopping.abort());
    throw new Error('away');
  };
  await forgetExpiredKeys({ forgetExpired }, stopping.signal, ({ message }) => errors.push(message));
  expect([pages, errors]).toEqual([3, ['away']]);
});
