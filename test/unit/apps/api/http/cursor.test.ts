import { expect, test } from 'vitest';

import { readCursor, writeCursor } from '../../../../../apps/api/http/cursor.ts';

const position = { at: 1_700_000_000_123, id: '1-65f240a0-ü' };
const filters = { status: ['ERROR'], from: new Date(0) };

test('J-48 cursors: they name a place, for the filters they were made with', () => {
  const cursor = writeCursor(position, filters);
  expect(readCursor(cursor, { status: ['ERROR'], from: new Date(0) })).toEqual(position);
  expect(readCursor(undefined, filters)).toBeUndefined();
  for (const others of [{}, { status: ['SENT'], from: new Date(0) }, { status: ['ERROR'], from: new Date(1) }]) {
    expect(() => readCursor(cursor, others)).toThrow('cursor: ');
  }
});

test.each(['', 'x', 'bnVsbA', '[]', '{}', '[1,2,3]', '[1.5,"a","b"]', '[9e99,"a","b"]', '[1,"\\u0000","b"]'])(
  'J-48 cursors: %s is refused',
  (text) => {
    const cursor = Buffer.from(text).toString('base64url');
    expect(() => readCursor(cursor, {})).toThrow('cursor: ');
  },
);
