import { expect, it } from 'vitest';

import { countValues } from '../../../../../apps/api/http/count-values.ts';

/** As parsed. */
function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((count: number, item) => count + valuesIn(item), 1);
}

it.each([
  '1',
  '[]',
  '{ }',
  '[[],[ ],{},{"a":{}}]',
  '[1, 2, [3, "4"], {"a": null, "b": [true]}]',
  '{"a,[{":"b]},","c\\"[,":"\\\\","d":"\\\\\\",[]"}',
  ' [ "" , "é[" ] ',
  `${'['.repeat(70)}${']'.repeat(70)}`,
])('W-30 values of %s: as many as there are once it is parsed', (text) => {
  expect(countValues(Buffer.from(text), 1_000)).toBe(valuesIn(JSON.parse(text)));
});

it('W-30 values: stops soon after there are too many; text that ends in the middle ends the count', () => {
  expect(countValues(Buffer.from(`[${'[],'.repeat(1_000)}[]]`), 10)).toBe(11);
  expect(countValues(Buffer.from('["\\'), 10)).toBe(2);
});
