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

test('W-04 errors: every 409 of the catalogue says whether to ask again; it helps only while a key is in flight', () => {
  const conflicts = Object.entries<ErrorKind>(errors).filter(([, { status }]) => status === 409);
  const said = conflicts.map(([code, { shouldRetry }]) => [code, shouldRetry]);
  expect(said).toEqual(conflicts.map(([code]) => [code, code === 'in_flight']));
  expect(said).toContainEqual(['in_flight', true]);
  expect(said.length).toBeGreaterThan(1);
});
