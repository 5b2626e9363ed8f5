import { expect, test } from 'vitest';

import { KeyCache } from '../../../../../apps/api/http/key-cache.ts';
import type { KeyGrant } from '../../../../../platform/database/api-keys.ts';
import { Gate } from '../../../../support/gate.ts';

const grant: KeyGrant = { id: 'key_1', environmentId: 'test', mock: false, scopes: [], expiresAt: null };

test('R-24 key cache: requests that come together ask the database once', async () => {
  let asked = 0;
  const cache = new KeyCache({
    use: async () => {
      asked += 1;
      return grant;
    },
  });
  const found = await Promise.all([cache.find('key'), cache.find('key'), cache.find('key')]);
  expect([found, asked]).toEqual([[grant, grant, grant], 1]);
});

test('R-24 key cache: a key that is revoked while it is looked up is not remembered', async () => {
  const database = new Gate();
  const answers = [database.pass().then(() => grant), Promise.resolve(undefined)];
  const cache = new KeyCache({ use: () => answers.shift() ?? Promise.resolve(undefined) });
  const underWay = cache.find('key');
  cache.forget(grant.id);
  expect(await cache.find('key')).toBeUndefined();
  database.open();
  expect(await underWay).toEqual(grant);
  expect(await cache.find('key')).toBeUndefined();
});

test('R-24 key cache: a look-up that failed is not the answer to the next', async () => {
  const answers = [Promise.reject(new Error('away')), Promise.resolve(grant)];
  const cache = new KeyCache({ use: () => answers.shift() as Promise<KeyGrant> });
  await expect(cache.find('key')).rejects.toThrow('away');
  expect(await cache.find('key')).toEqual(grant);
});
