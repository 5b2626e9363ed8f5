import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { judge } from '../../../../language/conditions/judge.ts';
import { parseConditions } from '../../../../language/conditions/parse-conditions.ts';
import { BINARY_OPERATORS, type ConditionTree } from '../../../../language/conditions/tree.ts';
import type { Json, JsonObject } from '../../../../language/json/json.ts';
import { findInRun } from '../../../../language/reference/find-in-run.ts';

const data: JsonObject = {
  n: 5,
  zero: 0,
  price: 49.99,
  digits: '10',
  yes: true,
  no: false,
  word: 'gold',
  empty: '',
  none: null,
  list: ['a', 5, true, null],
  items: [{ sku: 'x1' }],
  object: { a: 1 },
  day: '2026-02-10T14:30:00Z',
  'Product Name': 'Tea',
  properties: { total: 120 },
  event: 'Order Completed',
};
const profile = { plan: 'gold', word: 'silver' };
const find = findInRun({ data, profile, recipient: 'ada', tenant: { id: 'acme' }, outputs: { f1: { status: 200 } } });

/** Whether they hold, or `refused` where they are no conditions. */
function verdict(written: Json): boolean | 'refused' {
  const tree = parseConditions(written, () => {});
  return tree ? judge(tree, find).result : 'refused';
}

const holds: Json = ['data.yes', 'exists'];
const fails: Json = ['data.yes', 'does not exist'];

test.each<[rule: string, written: Json, expected: boolean | 'refused']>([
  ['N-20', ['data.word', 'is equal', 'gold'], true],
  ['N-20', { AND: [holds, fails] }, false],
  ['N-20', { AND: [holds, holds] }, true],
  ['N-20', { OR: [fails, holds] }, true],
  ['N-20', { OR: [fails, fails] }, false],
  ['N-20', { OR: [fails] }, false],
  ['N-20', { AND: [{ OR: [fails, holds] }, { AND: [holds] }] }, true],
  ['N-20', { AND: [{ OR: [fails, holds] }, { AND: [fails] }] }, false],
  ['N-20', { OR: [{ AND: [holds, fails] }, { AND: [holds] }] }, true],
  ['N-20', { and_: [holds], AND: null }, true],
  ['N-20', { or_: [{ and_: [fails] }, { or_: [holds] }] }, true],
  ['N-20', [holds], 'refused'],
  ['N-20', [], 'refused'],
  ['N-20', {}, 'refused'],
  ['N-20', 'data.yes', 'refused'],
  ['N-20', true, 'refused'],
  ['N-20', ['data.yes', 'is equal', true], 'refused'],
  ['N-20', ['data.n', 'is equal', 5], 'refused'],
  ['N-20', { AND: [holds], OR: [holds] }, 'refused'],
  ['N-20', { AND: [holds], or_: [holds] }, 'refused'],
  ['N-20', { XOR: [holds] }, 'refused'],
  ['N-20', { AND: holds }, 'refused'],
  ['N-20', { AND: 'all' }, 'refused'],
  ['N-20', { AND: [holds, { OR: [holds] }] }, 'refused'],
  ['N-20', { AND: [{ OR: [{ AND: [holds] }] }] }, 'refused'],
  ['N-20', ['', 'exists'], 'refused'],
  ['N-20', ['data..n', 'exists'], 'refused'],
  ['N-20', ['{{data.n}}', 'exists'], 'refused'],
  ['N-20', ['data.n', 'equals', '5'], 'refused'],
  ['N-20', ['data.n', 'is equal'], 'refused'],
  ['N-20', ['data.n', 'is equal', '5', '6'], 'refused'],
  ['N-20', ['data.n', 'exists', ''], 'refused'],
  ['N-20', ['data.n'], 'refused'],
  ['N-21', ['data.word', 'is not equal', 'silver'], true],
  ['N-21', ['data.word', 'contains', 'ol'], true],
  ['N-21', ['data.word', 'does not contain', 'ol'], false],
  ['N-21', ['data.word', 'starts with', 'go'], true],
  ['N-21', ['data.word', 'starts with', 'ld'], false],
  ['N-21', ['data.word', 'ends with', 'ld'], true],
  ['N-21', ['data.word', 'ends with', 'go'], false],
  ['N-21', ['data.n', 'greater than', '4'], true],
  ['N-21', ['data.n', 'greater than', '5'], false],
  ['N-21', ['data.n', 'greater than or equal', '5'], true],
  ['N-21', ['data.n', 'greater than or equal', '6'], false],
  ['N-21', ['data.n', 'less than', '6'], true],
  ['N-21', ['data.n', 'less than', '5'], false],
  ['N-21', ['data.n', 'less than or equal', '5'], true],
  ['N-21', ['data.n', 'less than or equal', '4'], false],
  ['N-21', ['data.n', 'exists'], true],
  ['N-21', ['data.n', 'does not exist'], false],
  ['N-22', { AND: [] }, 'refused'],
  ['N-22', { OR: [] }, 'refused'],
  ['N-22', { AND: [{ OR: [] }] }, 'refused'],
  ['N-23', ['data.n', 'is equal', '5.0'], true],
  ['N-23', ['data.n', 'is equal', '05'], true],
  ['N-23', ['data.n', 'is equal', '0x5'], false],
  ['N-23', ['data.n', 'is equal', 'five'], false],
  ['N-23', ['data.zero', 'is equal', ''], false],
  ['N-23', ['data.digits', 'is equal', '10.0'], false],
  ['N-23', ['data.digits', 'is equal', '10'], true],
  ['N-23', ['data.yes', 'is equal', 'true'], true],
  ['N-23', ['data.yes', 'is equal', '1'], false],
  ['N-23', ['data.no', 'is equal', 'false'], true],
  ['N-23', ['data.word', 'is equal', 'Gold'], false],
  ['N-23', ['data.empty', 'is equal', ''], true],
  ['N-23', ['data.list', 'is equal', '["a",5,true,null]'], true],
  ['N-23', ['data.object', 'is equal', '{"a":1}'], true],
  ['N-23', ['data.object', 'is not equal', '{"a":2}'], true],
  ['N-24', ['data.list', 'contains', 'a'], true],
  ['N-24', ['data.list', 'contains', '5.0'], true],
  ['N-24', ['data.list', 'contains', 'true'], true],
  ['N-24', ['data.list', 'contains', 'null'], false],
  ['N-24', ['data.list', 'contains', 'b'], false],
  ['N-24', ['data.list', 'does not contain', 'b'], true],
  ['N-24', ['data.object', 'contains', 'a'], false],
  ['N-24', ['data.price', 'contains', '9.9'], true],
  ['N-25', ['data.digits', 'greater than', '9'], true],
  ['N-25', ['data.price', 'less than', '50'], true],
  ['N-25', ['data.day', 'less than', '2026-02-10T15:31:00+01:00'], true],
  ['N-25', ['data.day', 'greater than', '2026-02-10'], true],
  ['N-25', ['data.day', 'greater than or equal', '20260210T143000Z'], true],
  ['N-25', ['data.day', 'greater than', '9'], false],
  ['N-25', ['data.word', 'greater than', 'a'], false],
  ['N-25', ['data.word', 'less than or equal', 'z'], false],
  ['N-25', ['data.yes', 'greater than', '0'], false],
  ['N-25', ['data.list', 'greater than', '0'], false],
  ['N-26', ['data.gone', 'is not equal', 'x'], true],
  ['N-26', ['data.gone', 'does not contain', 'x'], true],
  ['N-26', ['data.none', 'is not equal', 'null'], true],
  ['N-26', ['data.none', 'is equal', 'null'], false],
  ['N-26', ['data.none', 'exists'], false],
  ['N-26', ['data.none', 'does not exist'], true],
  ['N-26', ['data.gone', 'exists'], false],
  ['N-26', ['data.gone', 'does not exist'], true],
  ['N-26', ['data.empty', 'exists'], true],
  ['N-26', ['data.zero', 'exists'], true],
  ['N-26', ['data.no', 'exists'], true],
  ...BINARY_OPERATORS.filter((operator) => !operator.includes('not')).map((operator): [string, Json, boolean] => [
    'N-26',
    ['data.gone', operator, ''],
    false,
  ]),
  ['N-27', ['data.items.0.sku', 'is equal', 'x1'], true],
  ['N-27', ['data.items[0].sku', 'is equal', 'x1'], true],
  ['N-27', ['data.items.1.sku', 'exists'], false],
  ['N-27', ['plan', 'is equal', 'gold'], true],
  ['N-27', ['word', 'is equal', 'gold'], true],
  ['N-27', ['profile.word', 'is equal', 'silver'], true],
  ['N-27', ['user.id', 'is equal', 'ada'], true],
  ['N-27', ['tenant.id', 'is equal', 'acme'], true],
  ['N-27', ['f1.status', 'is equal', '200'], true],
  ['N-27', ['properties.total', 'greater than', '100'], true],
  ['N-27', ['event', 'is equal', 'Order Completed'], true],
  ['N-27', ['data.Product Name', 'is equal', 'Tea'], true],
])('%s conditions: %j: %s', (_, written, expected) => {
  expect(verdict(written)).toBe(expected);
});

describe('judge', () => {
  const tree: ConditionTree = {
    kind: 'any',
    of: [
      { kind: 'atom', path: 'data.n', operator: 'is equal', value: '5' },
      { kind: 'atom', path: 'data.gone', operator: 'exists' },
      { kind: 'atom', path: 'data.long', operator: 'contains', value: 'x' },
    ],
  };

  it('N-28 conditions: every comparison is told, with what was found and how it came out', () => {
    const long = findInRun({ data: { ...data, long: Array(900).fill('abc') }, profile, outputs: {} });
    expect(judge(tree, long)).toEqual({
      result: true,
      atoms: [
        { path: 'data.n', operator: 'is equal', value: '5', actual: 5, result: true },
        { path: 'data.gone', operator: 'exists', actual: null, result: false },
        { path: 'data.long', operator: 'contains', value: 'x', actual: 'a list of 900', result: false },
      ],
    });
  });

  const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;

  it('N-21 conditions: an operator and its denial never agree, whatever is there', () => {
    const pairs = [
      ['is equal', 'is not equal'],
      ['contains', 'does not contain'],
    ] as const;
    fc.assert(
      fc.property(json, fc.string(), fc.constantFrom(...pairs), (value, text, [one, other]) => {
        const result = (operator: typeof one | typeof other) =>
          judge({ kind: 'atom', path: 'x', operator, value: text }, () => value).result;
        expect(result(one)).toBe(!result(other));
      }),
    );
  });

  it('N-23 N-25 conditions: any JSON is judged against any text, and what it reads as equals it', () => {
    fc.assert(
      fc.property(json, fc.string(), fc.constantFrom(...BINARY_OPERATORS), (value, text, operator) => {
        expect(typeof judge({ kind: 'atom', path: 'x', operator, value: text }, () => value).result).toBe('boolean');
        if (value === null) return;
        const itself = typeof value === 'object' ? JSON.stringify(value) : String(value);
        const equal = judge({ kind: 'atom', path: 'x', operator: 'is equal', value: itself }, () => value);
        expect(equal.result).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('N-20 conditions: groups are what JavaScript makes of them', () => {
    const group = fc.record({ joint: fc.constantFrom('AND', 'OR'), of: fc.array(fc.boolean(), { minLength: 1 }) });
    const atom = (value: boolean): Json => (value ? holds : fails);
    fc.assert(
      fc.property(fc.constantFrom('AND', 'OR'), fc.array(group, { minLength: 1, maxLength: 5 }), (joint, groups) => {
        const written = { [joint]: groups.map((one) => ({ [one.joint]: one.of.slice(0, 10).map(atom) })) };
        const each = groups.map((one) =>
          one.joint === 'AND' ? one.of.slice(0, 10).every(Boolean) : one.of.slice(0, 10).some(Boolean),
        );
        expect(verdict(written)).toBe(joint === 'AND' ? each.every(Boolean) : each.some(Boolean));
      }),
    );
  });
});
