import { expect, it } from 'vitest';

import { detectedType } from '../../../../language/events/detected-type.ts';
import type { Json } from '../../../../language/json/json.ts';

it.each<[Json, string | undefined]>([
  [49.99, 'number'],
  [0, 'number'],
  [false, 'boolean'],
  ['', 'string'],
  ['49.99', 'string'],
  ['2026-02-10T14:30:00Z', 'datetime'],
  ['2026-02-10T20:00:00.198+05:30', 'datetime'],
  ['2026-02-10', 'datetime'],
  ['2026-13-10', 'string'],
  ['20260210', 'string'],
  ['2026-02-10 is a Tuesday', 'string'],
  [[1], 'array'],
  [{}, 'object'],
  [null, undefined],
])('§6 the type of %o is %s', (value, type) => {
  expect(detectedType(value)).toBe(type);
});
