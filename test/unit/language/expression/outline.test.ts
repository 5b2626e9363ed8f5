import fc from 'fast-check';
import { expect, test } from 'vitest';

import { outline } from '../../../../language/expression/outline.ts';
import { parseExpression } from '../../../../language/expression/parse.ts';
import { type BinaryOperator, type Expression, PRECEDENCE } from '../../../../language/expression/tree.ts';

test.each([
  ['recipient === "ada@example.com"', 'recipient === "…"'],
  ["data['a b'].c[0]", 'data["…"].c[0]'],
  [`\`hello \${data.name}\``, `\`…\${data.name}\``],
  ['!(data.a && data.b) || data.c', '!(data.a && data.b) || data.c'],
  ['(data.a ?? data.b) && data.c', '(data.a ?? data.b) && data.c'],
  ['data.a - (data.b - 1)', 'data.a - (data.b - 1)'],
  ['data.a ? "x" : [null, undefined]', 'data.a ? "…" : [null, undefined]'],
  ['data.tags.includes("secret")', 'data.tags.includes("…")'],
])('X-01 outline: %s', (source, text) => {
  expect(outline(parseExpression(source))).toBe(text);
});

const literal = fc
  .oneof(fc.string(), fc.nat(), fc.boolean(), fc.constant(null))
  .map((value): Expression => ({ kind: 'literal', value }));
const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    literal,
    fc.constant<Expression>({ kind: 'root', name: 'data' }),
    fc.record({ kind: fc.constant('member' as const), object: tie('tree'), name: fc.constantFrom('a', 'b') }),
    fc.record({ kind: fc.constant('index' as const), object: tie('tree'), key: tie('tree') }),
    fc.record({
      kind: fc.constant('unary' as const),
      operator: fc.constantFrom('!' as const, '-' as const, '+' as const),
      operand: tie('tree'),
    }),
    fc.record({
      kind: fc.constant('binary' as const),
      operator: fc.constantFrom(...(Object.keys(PRECEDENCE) as BinaryOperator[])),
      left: tie('tree'),
      right: tie('tree'),
    }),
    fc.record({
      kind: fc.constant('choice' as const),
      test: tie('tree'),
      whenTrue: tie('tree'),
      whenFalse: tie('tree'),
    }),
    fc.record({ kind: fc.constant('list' as const), items: fc.array(tie('tree'), { maxLength: 2 }) }),
  ),
}));

test('X-01 outline: reads as the tree it was made of, strings apart', () => {
  fc.assert(
    fc.property(tree, (expression) => {
      const hidden = JSON.parse(
        JSON.stringify(expression, (key, value) => (key === 'value' && typeof value === 'string' ? '…' : value)),
      );
      expect(parseExpression(outline(expression))).toEqual(hidden);
    }),
    { numRuns: 1_000 },
  );
});
