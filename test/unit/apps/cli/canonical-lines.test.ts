import fc from 'fast-check';
import { expect, it } from 'vitest';

import { canonicalLines } from '../../../../apps/cli/canonical-lines.ts';

it('DR-35 canonical lines: JSON, members in the order of their names', () => {
  const value = { list: [1, { b: null, a: [] }], empty: {}, 'a "name"': true };
  const ordered = { 'a "name"': true, empty: {}, list: [1, { a: [], b: null }] };
  expect(canonicalLines(value).join('\n')).toBe(JSON.stringify(ordered, null, 2));
});

it('DR-35 canonical lines: texts are broken behind their line breaks', () => {
  expect(canonicalLines({ text: 'one\n  two\\n\n', after: 1 })).toEqual([
    '{',
    '  "after": 1,',
    '  "text": "one\\n',
    '      two\\\\n\\n"',
    '}',
  ]);
});

it('DR-35 canonical lines: other values have other lines', () => {
  const texts = fc.array(fc.constantFrom('\n', '\\', 'n', ' ', '"', ','), { maxLength: 6 }).map((all) => all.join(''));
  const values = fc.oneof(texts, fc.array(texts, { maxLength: 2 }), fc.dictionary(texts, texts, { maxKeys: 2 }));
  fc.assert(
    fc.property(values, values, (one, other) => {
      const isLike = canonicalLines(one).join('\n') === canonicalLines(other).join('\n');
      const sorted = (value: unknown) =>
        JSON.stringify(value, (_, member) =>
          member && typeof member === 'object' && !Array.isArray(member) ? Object.entries(member).sort() : member,
        );
      expect(isLike).toBe(sorted(one) === sorted(other) && Array.isArray(one) === Array.isArray(other));
    }),
    { seed: 20261121, numRuns: 500 },
  );
});
