import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Json, JsonObject } from '../../../../language/json/json.ts';
import { resolve } from '../../../../language/reference/resolve.ts';
import type { Scope } from '../../../../language/run/scope.ts';

const scope: Scope = {
  data: {
    n: 5,
    yes: true,
    none: null,
    text: 'hi',
    list: [1, { sku: 'x1' }],
    object: { a: 1 },
    sly: `\${data.text} refs.data.text`,
  },
  profile: { email: 'ada@example.com' },
  recipient: 'ada',
  refs: { outreach: { status: 'SENT' }, later: {} },
};

describe('resolve', () => {
  test.each<[Json, Json | undefined]>([
    [{ $ref: 'data.n' }, 5],
    [{ $ref: 'data.object' }, { a: 1 }],
    [{ $ref: 'refs.profile.email' }, 'ada@example.com'],
    [{ $ref: 'outreach.status' }, 'SENT'],
    [{ $ref: 'data.none' }, null],
    [{ a: [{ b: { $ref: 'data.list' } }] }, { a: [{ b: [1, { sku: 'x1' }] }] }],
  ])('X-03 resolve: %j', (value, result) => {
    expect(resolve(value, scope)).toEqual(result);
  });

  test.each<[Json, Json | undefined]>([
    ['refs.data.n', 5],
    ['refs.data.yes', true],
    ['refs.recipient', 'ada'],
    ['refs.outreach.status', 'SENT'],
    ['refs.data.list.1.sku', 'x1'],
    ['refs.data.list[1].sku', 'x1'],
    [{ to: { deep: ['refs.data.object'] } }, { to: { deep: [{ a: 1 }] } }],
    ['data.n', 'data.n'],
  ])('X-04 resolve: keeps the JSON type of %j', (value, result) => {
    expect(resolve(value, scope)).toEqual(result);
  });

  test.each<[Json, Json | undefined]>([
    [`\${data.text} there`, 'hi there'],
    [`\${\`onboarding-\${data.n}\`}`, 'onboarding-5'],
    [`\${data.n}`, '5'],
    [`\${data.yes}`, 'true'],
    [`\${data.n > 3 ? "big" : "small"}`, 'big'],
    [`\${data.object}`, { a: 1 }],
    [`\${data.list}`, [1, { sku: 'x1' }]],
    [`<\${data.object}>`, '<{"a":1}>'],
    [`<\${data.none}\${data.missing}\${data.missing.deeper}>`, '<>'],
    [`\${\`<\${data.missing}>\`}`, '<>'],
    [`\${"a" + data.missing}`, 'a'],
    [`pay $\${data.n}`, 'pay $5'],
  ])('X-05 resolve: %s', (value, result) => {
    expect(resolve(value, scope)).toEqual(result);
  });

  test.each<[Json, Json | undefined]>([
    ['refs.data.missing.deeper', undefined],
    ['refs.unknown.status', undefined],
    ['refs.later.status', undefined],
    [`\${data.missing}`, undefined],
    [`\${data.none}`, undefined],
    [
      { a: 'refs.data.missing', b: { c: `\${data.missing}` }, d: 1 },
      { b: {}, d: 1 },
    ],
    [
      ['a', { $ref: 'data.missing' }, 'b'],
      ['a', 'b'],
    ],
    [{ a: null }, { a: null }],
  ])('X-06 resolve: what resolves to nothing is absent: %j', (value, result) => {
    expect(resolve(value, scope)).toEqual(result);
  });

  test('X-05 resolve: what comes out of the run is not evaluated again', () => {
    expect(resolve(['refs.data.sly', `\${data.sly}`, { $ref: 'data.sly' }], scope)).toEqual(
      Array(3).fill(scope.data.sly),
    );
  });

  test('X-05 resolve: an error names the field', () => {
    expect(() => resolve({ data: { name: `\${data.n.includes("x")}` } }, scope)).toThrow(
      'data.name: data.n has no includes',
    );
  });

  test.each([
    ['refs.data.large', 4],
    [`\${data.large}`, 4],
    [`\${data.text} of \${data.large}`, 4],
    ['refs.data.list', 1_000_000],
  ])('X-04 X-05 resolve: references that stand for more than a worker can hold fail: %s', (text, most) => {
    const over = { ...scope, data: { text: 'all', large: 'x'.repeat(3_900_000), list: Array(4).fill('x') } };
    expect(resolve(Array(4).fill(text), over)).toHaveLength(4);
    expect(() => resolve({ a: Array(most + 1).fill(text) }, over)).toThrow(
      /^a\.\d+: the references stand for too much text$/,
    );
  });

  test.each([
    'refs.data.constructor',
    'refs.data.__proto__',
    'refs.data.toString.name',
    'refs.toString',
    'refs.constructor.name',
    'refs.data.text.length',
    `\${data.constructor}`,
    `\${data.list.map}`,
    `\${refs.toString}`,
    `\${data["__proto__"]}`,
  ])('X-06 resolve: never reads what is inherited: %s', (text) => {
    expect(resolve(text, scope)).toBeUndefined();
  });

  test('X-04 X-06 resolve: any path finds exactly what lies there as an own property', () => {
    const key = fc.oneof(
      fc.constantFrom('a', 'b', '0', '1'),
      fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype), ...Object.getOwnPropertyNames(Array.prototype)),
    );
    const json = fc.jsonValue({ maxDepth: 3 });
    const data = fc.dictionary(key, fc.oneof(json, fc.dictionary(key, json), fc.array(json)));
    fc.assert(
      fc.property(data, fc.array(key, { minLength: 1, maxLength: 4 }), (values, path) => {
        const found = path.reduce<unknown>((value, name) => {
          const isContainer = typeof value === 'object' && value !== null;
          return isContainer ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
        }, values);
        const run = { ...scope, data: values as JsonObject };
        expect(resolve({ $ref: ['data', ...path].join('.') }, run)).toBe(found);
        expect(resolve({ kept: { $ref: ['data', ...path].join('.') } }, run)).toEqual(
          found === undefined ? {} : { kept: found },
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
