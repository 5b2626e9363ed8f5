import { expect, it } from 'vitest';

import { versionMismatch } from '../../../../language/run/version-mismatch.ts';

it('J-26 version: one kind that is asked for as the other is named by its date', () => {
  expect(versionMismatch('journey')).toBe('Invalid automation version. Expected 2025-09-03, got 2022-12-01');
  expect(versionMismatch('automation')).toBe('Invalid automation version. Expected 2022-12-01, got 2025-09-03');
});
