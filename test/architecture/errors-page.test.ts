import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { type ErrorKind, errors } from '../../apps/api/http/errors.ts';

test('W-07 errors: the reference page lists the catalogue, in its order and with nothing else', () => {
  const page = readFileSync(new URL('../../docs/reference/errors.md', import.meta.url), 'utf8');
  const listed = page.split('\n').filter((line) => line.startsWith('| `'));
  const expected = Object.entries<ErrorKind>(errors).map(
    ([code, { status, type, message }]) => `| \`${code}\` | ${status} | \`${type}\` | ${message} |`,
  );
  expect(listed).toEqual(expected);
});

test('W-04 errors: every 409 of the catalogue is final', () => {
  const conflicts = Object.values<ErrorKind>(errors).filter(({ status }) => status === 409);
  expect(conflicts.length).toBeGreaterThan(0);
  expect(conflicts.every(({ isFinal }) => isFinal)).toBe(true);
});
