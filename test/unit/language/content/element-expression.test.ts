import { expect, test } from 'vitest';

import { parseElementExpression } from '../../../../language/content/element-expression.ts';
import { parseExpression } from '../../../../language/expression/parse.ts';
import type { Expression } from '../../../../language/expression/tree.ts';

const root = (name: string): Expression => ({ kind: 'root', name });
const member = (object: Expression, name: string): Expression => ({ kind: 'member', object, name });

test.each<[string, Expression]>([
  ['$.item.name', member(member(root('$'), 'item'), 'name')],
  ['user.plan', member(root('user'), 'plan')],
  ['tenant.plan', member(root('tenant'), 'plan')],
  ['refs.greeting.visible', member(member(root('refs'), 'greeting'), 'visible')],
  ['{{user.isPremium}}', member(root('user'), 'isPremium')],
  [' {{ items }} ', root('items')],
])('§11.3 element expression: reads %s', (source, tree) => {
  expect(parseElementExpression(source)).toEqual(tree);
});

test('§11.3 element expression: is otherwise the language of guards', () => {
  const source = 'data.total >= 100 && (profile.plan === "gold" || recipient != brand)';
  expect(parseElementExpression(source)).toEqual(parseExpression(source));
});

test.each([
  ['plan', 'unknown name "plan" at position 1'],
  ['MessageStatus.Sent', 'unknown name "MessageStatus" at position 1'],
  ['template', 'unknown name "template" at position 1'],
  ['data.x ===', 'unexpected end at position 11'],
  ['', 'unexpected end at position 1'],
  ['{{a}} && {{b}}', 'unexpected "}" at position 2'],
  ['{{#if a}}', 'unexpected "#" at position 1'],
  ['{{__bound.[b0]}}', 'text of the run, which is never evaluated, at position 1'],
  ['data.__bound', 'text of the run, which is never evaluated, at position 1'],
])('W-08 element expression: refuses %j, and says where', (source, problem) => {
  expect(() => parseElementExpression(source)).toThrow(problem);
});

test('§11.3 element expression: a long one is read, or refused, in no time', () => {
  for (const source of [`{{${' '.repeat(9_990)}`, `${' '.repeat(9_990)}}}`, '{{'.repeat(5_000), '('.repeat(10_000)])
    expect(() => parseElementExpression(source)).toThrow();
});
