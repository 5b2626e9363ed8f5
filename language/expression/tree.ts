/** The names a run's expression may begin with. */
export const ROOTS = ['data', 'profile', 'recipient', 'brand', 'template', 'refs', 'MessageStatus'] as const;
export type Root = (typeof ROOTS)[number];

/** The only methods, of strings and (the first) of arrays. */
export const METHODS = ['includes', 'startsWith', 'endsWith'] as const;
type Method = (typeof METHODS)[number];

/** Binary operators and how tightly they bind, loosest first. */
export const PRECEDENCE = {
  '??': 1,
  '||': 2,
  '&&': 3,
  '==': 4,
  '!=': 4,
  '===': 4,
  '!==': 4,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '%': 7,
} as const;
export type BinaryOperator = keyof typeof PRECEDENCE;

export type UnaryOperator = '!' | '-' | '+';

/** A parsed expression. It is stored with the plan, so it is plain JSON and kinds are only ever added. */
export type Expression =
  | { kind: 'literal'; value: string | number | boolean | null }
  | { kind: 'undefined' }
  | { kind: 'list'; items: Expression[] }
  | { kind: 'root'; name: string }
  /** `object.name` */
  | { kind: 'member'; object: Expression; name: string }
  /** `object[key]` */
  | { kind: 'index'; object: Expression; key: Expression }
  | { kind: 'call'; object: Expression; method: Method; argument: Expression }
  | { kind: 'unary'; operator: UnaryOperator; operand: Expression }
  | { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression }
  /** `test ? whenTrue : whenFalse` */
  | { kind: 'choice'; test: Expression; whenTrue: Expression; whenFalse: Expression }
  /** Text with expressions in it; the text between them stands as literals. */
  | { kind: 'template'; parts: Expression[] };
