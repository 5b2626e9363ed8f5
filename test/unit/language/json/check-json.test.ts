import { expect, test } from 'vitest';

import { problemsOfJson } from '../../../../language/json/check-json.ts';

const nested = (levels: number): string => ['{"a":'.repeat(levels - 1), '{}', '}'.repeat(levels - 1)].join('');

test.each([
  ['{"a":[{"constructor":1}]}', 'a.0.constructor', 'this key is not allowed'],
  ['{"__proto__":{}}', '__proto__', 'this key is not allowed'],
  ['{"a":"x\\u0000"}', 'a', 'holds a character that cannot be stored'],
  ['{"a":"\\ud83d"}', 'a', 'holds a character that cannot be stored'],
  ['{"a":{"\\u0000":1}}', 'a', 'has a key with a character that cannot be stored'],
  ['{"a":[1e999]}', 'a.0', 'is too large a number'],
  [nested(65), 'a.a.a.a.a.a.a.a.a.a.a.a…', 'is nested deeper than 64 levels'],
])('W-13 bodies: %s has one problem', (text, path, message) => {
  expect(problemsOfJson(JSON.parse(text))).toEqual([{ path, message }]);
});

test.each([nested(64), '{"a":"\\ud83d\\ude00"}', '["__proto__","constructor"]', 'null', '{"constructors":1}'])(
  'W-13 bodies: %s has none',
  (text) => {
    expect(problemsOfJson(JSON.parse(text))).toEqual([]);
  },
);

test('W-13 bodies: at most 20 problems are told, however many there are', () => {
  expect(problemsOfJson(Array.from({ length: 10_000 }, () => '\0'))).toHaveLength(20);
});
