/** Operators that compare with a value. N-21 */
export const BINARY_OPERATORS = [
  'is equal',
  'is not equal',
  'contains',
  'does not contain',
  'starts with',
  'ends with',
  'greater than',
  'greater than or equal',
  'less than',
  'less than or equal',
] as const;
export type BinaryOperator = (typeof BINARY_OPERATORS)[number];

/** Operators that look at what is there, and nothing else. N-21 */
export const UNARY_OPERATORS = ['exists', 'does not exist'] as const;
export type UnaryOperator = (typeof UNARY_OPERATORS)[number];

/** One comparison. `path` is as it was written. */
export type ConditionAtom =
  | { kind: 'atom'; path: string; operator: BinaryOperator; value: string }
  | { kind: 'atom'; path: string; operator: UnaryOperator };

/** Conditions of a node or a path, parsed: JSON, as it is stored with the plan. N-20 */
export type ConditionTree = ConditionAtom | { kind: 'all' | 'any'; of: ConditionTree[] };
