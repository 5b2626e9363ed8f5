import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { uniqueItems } from '../../../../activities/schema/unique-items.ts';

const ours = new Ajv({ strict: false });
ours.removeKeyword('uniqueItems');
ours.addKeyword(uniqueItems);

it.each([
  [[1, 2, 3], true],
  [[1, '1', true, null, [1], { a: 1 }], true],
  [[], true],
  [[1, 2, 1], false],
  [
    [
      { a: 1, b: { c: 2, d: 3 } },
      { b: { d: 3, c: 2 }, a: 1 },
    ],
    false,
  ],
  [[[{ a: 1, b: 2 }], [{ b: 2, a: 1 }]], false],
  [
    [
      [1, 2],
      [2, 1],
    ],
    true,
  ],
])('N-10 unique-items: whether nothing stands twice in %j: %s', (items, isUnique) => {
  expect(ours.validate({ uniqueItems: true }, items)).toBe(isUnique);
  expect(ours.validate({ uniqueItems: false }, items)).toBe(true);
});

it('N-10 unique-items: it says what Ajv says, and says nothing of what is no list', () => {
  const theirs = new Ajv({ strict: false });
  const object = fc.dictionary(fc.constantFrom('a', 'b'), fc.nat(2), { noNullPrototype: true });
  const item = fc.oneof(fc.nat(3), fc.constantFrom('a', null, true), object);
  const value = fc.oneof(fc.array(item, { maxLength: 5 }), item);
  fc.assert(
    fc.property(value, (given) => {
      const schema = { uniqueItems: true };
      expect(ours.validate(schema, given)).toBe(theirs.validate(schema, given));
    }),
  );
});
