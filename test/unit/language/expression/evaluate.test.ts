import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { evaluate } from '../../../../language/expression/evaluate.ts';
import { EvaluationFailed } from '../../../../language/expression/evaluation.ts';
import { parseExpression } from '../../../../language/expression/parse.ts';
import type { Json, JsonObject } from '../../../../language/json/json.ts';
import { MESSAGE_STATUSES } from '../../../../language/message-status.ts';
import type { Scope } from '../../../../language/run/scope.ts';

const scope: Scope = {
  data: {
    age: 30,
    name: 'Ada',
    vip: true,
    none: null,
    tags: ['a', 'b'],
    items: [{ sku: 'x1', price: 2.5 }],
    user: { 'first name': 'Ada', id: 7 },
  },
  profile: { email: 'ada@example.com' },
  recipient: 'ada',
  refs: { outreach: { status: 'DELIVERED' }, later: {}, 'second-try': { status: 'UNDELIVERABLE' } },
};

const value = (source: string, over: Scope = scope) => evaluate(parseExpression(source), over);

describe('evaluate', () => {
  test.each<[string, Json | undefined]>([
    ['data.age >= 18 && profile.email.endsWith("@example.com")', true],
    ['data.missing || "fallback"', 'fallback'],
    ['data.none ?? "fallback"', 'fallback'],
    ['data.vip ? "yes" : "no"', 'yes'],
    ['data.items[0].sku', 'x1'],
    ['data["user"]["first name"]', 'Ada'],
    ['data.tags[data.tags.length - 1]', 'b'],
    ['data.name.length + data.tags.length', 5],
    ['data.name[0]', 'A'],
    ['data.tags.includes("b")', true],
    ['["gold", "silver"].includes("gold")', true],
    ['data.name.startsWith("Ad") && !data.name.includes("z")', true],
    [`\`\${data.name} is \${data.age}, not \${data.missing}\``, 'Ada is 30, not undefined'],
    ['data.items[0].price * 2 - 1 / 4 % 3', 4.75],
    ['-data.age + +"5"', -25],
    ['recipient === "ada" && brand === undefined && template == null', true],
    ['refs.data.name === data.name && refs.recipient === recipient', true],
    ['data.user == "[object Object]" && data.tags == "a,b"', true],
    ['data.tags === data.tags && data.tags !== data.items', true],
    ['"b" > "a" && "10" < "9" && 10 > "9"', true],
    ['data.vip && data.missing', undefined],
    ['[1] == [1] || data.tags == ["a", "b"] || null == 0 || data.missing == false', false],
  ])('X-01 evaluate: %s', (source, result) => {
    expect(value(source)).toEqual(result);
  });

  test.each(['false && data.a.b.c', 'true || data.a.b.c', '1 ?? data.a.b.c', 'true ? 1 : data.a.b.c'])(
    'X-01 evaluate: short-circuits %s',
    (source) => {
      expect(() => value(source)).not.toThrow();
    },
  );

  test.each([
    ['data.missing.name', 'data.missing has no value, so it has no properties'],
    ['data.none.name', 'data.none has no value, so it has no properties'],
    ['brand.id', 'brand has no value, so it has no properties'],
    ['data[profile.email].x', 'data[profile.email] has no value, so it has no properties'],
    ['data["ada@example.com"].x', 'data["…"] has no value, so it has no properties'],
    ['data.age.includes(3)', 'data.age has no includes'],
    ['data.missing.includes(3)', 'data.missing has no includes'],
    ['data.tags.startsWith("a")', 'data.tags has no startsWith'],
    ['refs.unknown.status', 'refs.unknown has no value, so it has no properties'],
  ])('X-01 evaluate: %s is an error that quotes no value', (source, problem) => {
    expect(() => value(source)).toThrow(new EvaluationFailed(problem));
  });

  test.each([
    'data.constructor',
    'data.__proto__',
    'data.toString',
    'data.name.constructor',
    'data.name.concat',
    'data.tags.map',
    'data.age.toFixed',
    'data["__proto__"]',
    'data["const" + "ructor"]',
    'refs.toString',
    'MessageStatus["to" + "String"]',
  ])('X-01 evaluate: sees own properties only: %s', (source) => {
    expect(value(source)).toBeUndefined();
  });

  test('X-01 evaluate: calls nothing that the data brought along', () => {
    const hostile = { ...scope, data: { x: { toString: 'a', valueOf: 1 }, y: [{ toString: null, join: 1 }] } };
    expect(value('"" + data.x + data.y', hostile)).toBe('[object Object][object Object]');
  });

  test.each([
    ['refs.outreach.status < MessageStatus.Opened', true],
    ['refs.outreach.status >= MessageStatus.Sent', true],
    ['refs.outreach.status === MessageStatus.Delivered', true],
    ['refs.outreach.status == "DELIVERED"', true],
    ['refs.outreach.status != "OPENED"', true],
    ['refs["second-try"].status < MessageStatus.Enqueued', true],
    ['refs["second-try"].status === MessageStatus.Canceled', false],
    ['MessageStatus.Opened', 'OPENED'],
    // By the alphabet, Clicked would come before Delivered.
    ['MessageStatus.Clicked > MessageStatus.Delivered', true],
  ])('X-02 evaluate: statuses have an order: %s', (source, result) => {
    expect(value(source)).toBe(result);
  });

  test('X-02 evaluate: the order of progress, failures below it', () => {
    const progress = ['ENQUEUED', 'ROUTED', 'SENT', 'DELIVERED', 'OPENED', 'CLICKED'];
    const failures = ['CANCELED', 'FILTERED', 'THROTTLED', 'UNDELIVERABLE', 'UNMAPPED', 'UNROUTABLE'];
    for (const [index, status] of progress.entries()) {
      for (const earlier of [...failures, ...progress.slice(0, index)]) {
        expect(value(`"${earlier}" < "${status}" && !("${earlier}" >= "${status}")`), `${earlier} ${status}`).toBe(
          true,
        );
      }
    }
    expect(new Set(Object.values(MESSAGE_STATUSES)).size).toBe(15);
  });

  test.each(['<', '<=', '>', '>=', '===', '=='])(
    'X-02 evaluate: a ref not sent yet has no status: %s is false',
    (operator) => {
      expect(value(`refs.later.status ${operator} MessageStatus.Opened`)).toBe(false);
    },
  );

  test('X-01 evaluate: tells the paths read and the values there, and of no path that was not reached', () => {
    const seen: [string, unknown][] = [];
    evaluate(
      parseExpression(
        'data.items[0].sku === "x1" && data.tags[data.tags.length - 1] && (data.missing || refs.later.status) && data.vip',
      ),
      scope,
      { see: (path, found) => seen.push([path, found]) },
    );
    expect(seen).toEqual([
      ['data.items.0.sku', 'x1'],
      ['data.tags.length', 2],
      ['data.tags.1', 'b'],
      ['data.missing', undefined],
      ['refs.later.status', undefined],
    ]);
  });

  test.each([
    ['text that doubles', `${'`'.concat('${')}data.big${`}\${data.big}`.repeat(9)}\``],
    ['sums', Array(20).fill('data.big').join(' + ')],
    ['joins of lists', Array(20).fill('("" + data.list)').join(' + ')],
    ['searches', Array(20).fill('data.big.includes("b")').join(' || ')],
  ])('X-01 evaluate: stops %s beyond its budget', (_, source) => {
    const big = { ...scope, data: { big: 'a'.repeat(1_000_000), list: Array(500_000).fill('a') } };
    expect(() => value(source, big)).toThrow(new EvaluationFailed('the expression handles too much text'));
  });

  test('X-01 evaluate: a search that would take the product of two lengths is refused', () => {
    const big = { ...scope, data: { hay: 'a'.repeat(3_000_000), needle: `b${'a'.repeat(1_000_000)}` } };
    expect(() => value('data.hay.includes(data.needle)', big)).toThrow(EvaluationFailed);
    expect(value('data.needle.includes(data.hay)', big)).toBe(false);
  });

  test('X-01 evaluate: the longest chain of operators fits on the stack', () => {
    expect(value(Array(500).fill('1').join('+'))).toBe(500);
  });
});

describe('evaluate beside JavaScript', () => {
  const leaf = fc.oneof(
    fc.constantFrom('data', 'profile', 'recipient', 'brand', 'null', 'undefined', 'true', 'false'),
    fc.constantFrom(
      'data.a',
      'data.b',
      'data.c.d',
      'data.list',
      'data.list[0]',
      'data["a"]',
      'data.a.length',
      'profile.list.length',
    ),
    fc.oneof(fc.nat(20), fc.double({ noNaN: true, min: 0, max: 1e9 })).map(String),
    fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', '"', '\\', '\n', 'é') }).map((text) => JSON.stringify(text)),
  );
  const operators = ['==', '!=', '===', '!==', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', '&&', '||'];
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      leaf,
      fc
        .tuple(tie('tree'), fc.constantFrom(...operators), tie('tree'))
        .map(([left, operator, right]) => `${left} ${operator} ${right}`),
      fc
        .tuple(tie('tree'), fc.constantFrom(...operators, '??'), tie('tree'))
        .map((parts) => `((${parts[0]}) ${parts[1]} (${parts[2]}))`),
      fc.tuple(fc.constantFrom('!', '- ', '+ '), tie('tree')).map(([sign, operand]) => `${sign}(${operand})`),
      fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
      fc.tuple(tie('tree'), tie('tree')).map(([object, key]) => `(${object})[${key}]`),
      fc
        .tuple(tie('tree'), fc.constantFrom('includes', 'startsWith', 'endsWith'), tie('tree'))
        .map((parts) => `(${parts[0]}).${parts[1]}(${parts[2]})`),
      fc.array(tie('tree'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      fc.tuple(tie('tree'), tie('tree')).map(([first, second]) => `\`a\${${first}}b\${${second}}\``),
    ),
  }));
  // JavaScript would call these where it makes text of an object; we do not.
  const isCalled = /"(__proto__|toString|valueOf)":/;
  // Under these names it finds what every object inherits; here nobody has them.
  const inherited = Object.getOwnPropertyNames(Object.prototype);
  const isInherited = new RegExp(`"(${inherited.join('|')})"(?!:)`);
  const json = fc
    .json({ maxDepth: 2 })
    .filter((text) => !isCalled.test(text) && !isInherited.test(text))
    .map((text): Json => JSON.parse(text));
  const record = fc.record(
    { a: json, b: json, list: fc.array(json, { maxLength: 3 }) },
    { requiredKeys: [], noNullPrototype: true },
  );

  const javascript = (source: string, over: Scope): unknown => {
    try {
      const { data, profile, recipient, brand } = over;
      return new Function('data', 'profile', 'recipient', 'brand', `return (${source})`)(
        data,
        profile,
        recipient,
        brand,
      );
    } catch (error) {
      if (error instanceof TypeError) return 'an error';
      throw error;
    }
  };
  const ours = (source: string, over: Scope): unknown => {
    try {
      return value(source, over);
    } catch (error) {
      if (error instanceof EvaluationFailed) return 'an error';
      throw error;
    }
  };

  test('X-01 evaluate: agrees with JavaScript on random expressions over random data', () => {
    fc.assert(
      fc.property(
        tree,
        record,
        record,
        fc.option(
          fc.string().filter((text) => !inherited.includes(text)),
          { nil: undefined },
        ),
        (source, data, profile, recipient) => {
          const over: Scope = { data: data as JsonObject, profile: profile as JsonObject, recipient, refs: {} };
          expect(ours(source, over)).toEqual(javascript(source, over));
        },
      ),
      { numRuns: 4_000 },
    );
  });
});
