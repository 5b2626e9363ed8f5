import { expect, test, vi } from 'vitest';

import { ApiError } from '../../../../../apps/api/http/api-error.ts';
import { NotJson } from '../../../../../apps/api/http/not-json.ts';
import { readAnyBody } from '../../../../../apps/api/http/read-any-body.ts';

/** As the server does. */
async function read(body: string | Buffer) {
  const bytes = Buffer.from(body);
  return readAnyBody(bytes, async () => {
    try {
      return JSON.parse(bytes.toString());
    } catch (error) {
      throw new NotJson(String(error));
    }
  });
}

test.each<[string, unknown]>([
  ['{"event":"x"}', { event: 'x' }],
  [' \n[1, {}]', [1, {}]],
])('E-12 bodies of any kind: %s is read as JSON', async (body, value) => {
  expect(await read(body)).toEqual(value);
});

test.each(['plain', '', 'a=1&b=2', '<xml/>', '5', 'true', 'null', '"text"', '{broken', '[1,'])(
  'E-12 bodies of any kind: %s is kept as it is',
  async (body) => {
    expect(await read(body)).toEqual({ raw: body });
  },
);

test('E-12 bodies of any kind: what cannot be stored is replaced', async () => {
  expect(await read(Buffer.from([0x61, 0x00, 0xff, 0x62]))).toEqual({ raw: 'a\uFFFD\uFFFDb' });
});

test('E-12 bodies of any kind: JSON that is refused for another reason is no text', async () => {
  const tooLarge = new ApiError('body_too_large');
  await expect(readAnyBody(Buffer.from('[]'), vi.fn().mockRejectedValue(tooLarge))).rejects.toBe(tooLarge);
});
