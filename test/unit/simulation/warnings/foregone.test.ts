import { expect, it } from 'vitest';

import type { ConditionAtom, ConditionTree } from '../../../../language/conditions/tree.ts';
import { foregone } from '../../../../simulation/warnings/foregone.ts';

const atom = (operator: string, path = 'data.a', value?: string) =>
  ({ kind: 'atom', path, operator, ...(value !== undefined && { value }) }) as ConditionAtom;
const all = (...of: ConditionTree[]): ConditionTree => ({ kind: 'all', of });
const any = (...of: ConditionTree[]): ConditionTree => ({ kind: 'any', of });
const [there, gone] = [atom('exists'), atom('does not exist')];
const is = (value: string) => atom('is equal', 'data.a', value);

it.each<[string, ConditionTree, string]>([
  ['one comparison', there, 'open'],
  ['something that is there and is not', all(there, gone), 'never'],
  ['that, the other way round, among others', all(gone, is('1'), there), 'never'],
  ['something that is there or is not', any(there, gone), 'always'],
  ['one thing that is there, and another that is not', all(there, atom('does not exist', 'data.b')), 'open'],
  ['one thing or another', any(there, atom('does not exist', 'data.b')), 'open'],
  ['two values at once', all(is('1'), is('2')), 'never'],
  ['one of two values', any(is('1'), is('2')), 'open'],
  ['what never holds among others', all(is('1'), any(all(there, gone))), 'never'],
  ['what always holds among others', any(is('1'), any(there, gone)), 'always'],
  ['nothing but what always holds', all(any(there, gone), any(gone, there)), 'always'],
])('DR-08 foregone: of %s', (_, tree, expected) => {
  expect(foregone(tree)).toBe(expected);
});
