import { describe, expect, it } from 'vitest';

import { SchemaCheck } from '../../../../activities/schema/schema-check.ts';

const check = new SchemaCheck();

const order = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  properties: {
    order_id: { type: 'string' },
    order_total: { type: 'number' },
    is_first_order: { type: 'boolean' },
    order_date: { type: 'string', format: 'date-time' },
  },
  required: ['order_id'],
};

/** Eight definitions, each of which stands for the next one ten times over. */
const bomb = Object.fromEntries(
  [0, 1, 2, 3, 4, 5, 6, 7].map((n) => [`d${n}`, { allOf: Array(10).fill({ $ref: `#/definitions/d${n + 1}` }) }]),
);

describe('problem', () => {
  it.each([
    ['the four types of a trigger', order],
    ['nothing', {}],
    ['an unknown keyword', { type: 'object', 'x-note': 1 }],
    [
      'a reference within it',
      { definitions: { id: { type: 'string' } }, properties: { a: { $ref: '#/definitions/id' } } },
    ],
    ['an ordinary pattern', { properties: { a: { pattern: '^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$' } } }],
    ['a pattern with many repetitions', { pattern: '^(a*)*-?b*-?c*-?(d+|e)*$' }],
  ])('N-11 schema-check: %s can be used, as often as it is asked', (_, schema) => {
    expect([check.problem(schema), check.problem(schema)]).toEqual([undefined, undefined]);
  });

  it.each([
    ['a type that is none', { type: 'strng' }, 'must be equal to one of the allowed values'],
    ['properties that are a list', { properties: [] }, 'must be object'],
    ['a reference to nothing', { $ref: '#/definitions/a' }, "can't resolve reference"],
    ['a reference to elsewhere', { $ref: 'https://example.com/a.json' }, 'has a $ref that does not begin with "#/"'],
    ['a circle', { properties: { a: { $ref: '#' } } }, 'has a $ref that leads in a circle'],
    ['references that multiply', { definitions: { ...bomb, d8: {} } }, 'holds more than 10000 parts'],
    ['a later draft', { $schema: 'https://json-schema.org/draft/2020-12/schema' }, 'no schema with key or ref'],
    ['its size', { description: 'x'.repeat(64_000) }, 'is larger than 64000 characters'],
    ['a pattern that is none', { pattern: '(' }, 'Invalid regular expression'],
    [
      'what is ahead',
      { properties: { a: { pattern: '^(?=a)' } } },
      'the pattern ^(?=a) holds what is not supported: it looks',
    ],
    ['what is behind', { pattern: '(?<!a)b' }, 'it looks ahead or behind'],
    ['a reference back', { pattern: '^(a+)\\1$' }, 'it refers back'],
    ['a count beyond 1000', { pattern: '^a{1001}$' }, 'invalid repeat count: `{1001}`'],
    ['a property that is unknown', { pattern: '\\p{Script=Greek}' }, '`\\p{Script=Greek}`'],
    ['a long pattern', { pattern: 'a'.repeat(501) }, 'a pattern is longer than 500 characters'],
    ['large patterns', { properties: { a: { pattern: 'a{1000}'.repeat(30) } } }, 'its patterns are too large'],
    ['an $id within it', { properties: { a: { $id: 'b' } } }, 'has an $id that is not its own'],
  ])('N-11 schema-check: %s is refused', (_, schema, problem) => {
    expect(check.problem(schema)).toContain(problem);
  });
});

describe('violations', () => {
  it('N-10 schema-check: data that fit have none', () => {
    const data = { order_id: 'ORD-9042', order_total: 49.99, is_first_order: true, order_date: '2026-02-10T14:30:00Z' };
    expect(check.violations(order, data)).toEqual([]);
  });

  it('N-10 schema-check: every violation is told with its path', () => {
    expect(check.violations(order, { order_total: '49.99', order_date: 'soon' })).toEqual([
      "must have required property 'order_id'",
      'order_total: must be number',
      'order_date: must match format "date-time"',
    ]);
  });

  it('N-10 schema-check: of large data only the first is told, and equal items are found at once', () => {
    const items = Array.from({ length: 200_000 }, (_, n) => ({ n }));
    const schema = { properties: { items: { uniqueItems: true, items: { type: 'string' } } } };
    expect(check.violations(schema, { items })).toHaveLength(1);
    const unique = { properties: { items: { uniqueItems: true } } };
    expect(check.violations(unique, { items })).toEqual([]);
    expect(
      check.violations(unique, {
        items: [
          { a: 1, b: [2] },
          { b: [2], a: 1 },
        ],
      }),
    ).toHaveLength(1);
  });

  it('N-10 schema-check: each field is matched against its own pattern', () => {
    const schema = { properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' } }, patternProperties: { '^c': false } };
    expect(check.violations(schema, { a: 'a', b: 'b' })).toEqual([]);
    expect(check.violations(schema, { a: 'b', b: 'b', c: 1 })).toEqual([
      'a: must match pattern "^a$"',
      'c: boolean schema is false',
    ]);
  });

  it('N-10 schema-check: long texts are matched too, and those that are too long are told of', () => {
    const schema = { properties: { a: { pattern: '^[a-z]+$' } } };
    expect(check.violations(schema, { a: 'a'.repeat(50_000) })).toEqual([]);
    expect(check.violations(schema, { a: 'a'.repeat(2_000_000) })).toEqual([
      'the texts are too long for the patterns of the schema',
    ]);
  });

  it('N-10 N-36 schema-check: a schema that cannot be used is told of, and stops nothing', () => {
    expect(check.violations({ pattern: 'a(?=b)' }, { a: 1 })).toEqual(['the schema cannot be read']);
  });
});
