import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { InvalidExpression } from '../../../../language/expression/invalid-expression.ts';
import { parseExpression } from '../../../../language/expression/parse.ts';
import { parseText } from '../../../../language/expression/parse-text.ts';
import type { Expression } from '../../../../language/expression/tree.ts';

const problemOf = (source: string): string => {
  try {
    parseExpression(source);
    return 'accepted';
  } catch (error) {
    if (error instanceof InvalidExpression) return error.message;
    throw error;
  }
};

const data: Expression = { kind: 'root', name: 'data' };

describe('parseExpression', () => {
  test.each<[string, Expression]>([
    ['data.a', { kind: 'member', object: data, name: 'a' }],
    ['data["a b"]', { kind: 'index', object: data, key: { kind: 'literal', value: 'a b' } }],
    ["'it\\'s\\n\\u0041\\x42\\u{1F600}'", { kind: 'literal', value: "it's\nAB😀" }],
    ['1.5e3', { kind: 'literal', value: 1500 }],
    ['.5', { kind: 'literal', value: 0.5 }],
    ['null', { kind: 'literal', value: null }],
    ['undefined', { kind: 'undefined' }],
    ['data.null', { kind: 'member', object: data, name: 'null' }],
    [
      '[1, true,]',
      {
        kind: 'list',
        items: [
          { kind: 'literal', value: 1 },
          { kind: 'literal', value: true },
        ],
      },
    ],
    [`\`a\${data}\``, { kind: 'template', parts: [{ kind: 'literal', value: 'a' }, data] }],
    [
      '!data.includes("x")',
      {
        kind: 'unary',
        operator: '!',
        operand: { kind: 'call', object: data, method: 'includes', argument: { kind: 'literal', value: 'x' } },
      },
    ],
    [
      '1 + 2 * 3 < 4',
      {
        kind: 'binary',
        operator: '<',
        left: {
          kind: 'binary',
          operator: '+',
          left: { kind: 'literal', value: 1 },
          right: {
            kind: 'binary',
            operator: '*',
            left: { kind: 'literal', value: 2 },
            right: { kind: 'literal', value: 3 },
          },
        },
        right: { kind: 'literal', value: 4 },
      },
    ],
  ])('X-01 parse: %s', (source, tree) => {
    expect(parseExpression(source)).toEqual(tree);
    expect(JSON.parse(JSON.stringify(parseExpression(source)))).toEqual(tree);
  });

  test.each([
    ['', 'unexpected end at position 1'],
    ['  ', 'unexpected end at position 3'],
    ['data.', 'unexpected end at position 6'],
    ['data = 1', 'unexpected "=" at position 6'],
    ['data => 1', 'unexpected "=>" at position 6'],
    ['data; 1', 'unexpected ";" at position 5'],
    ['data, 1', 'unexpected "," at position 5'],
    ['(1, 2)', 'unexpected "," at position 3'],
    ['data?.a', 'unexpected "?." at position 5'],
    ['data.a++', 'unexpected "++" at position 7'],
    ['2 ** 3', 'unexpected "**" at position 3'],
    ['1 & 2', 'unexpected "&" at position 3'],
    ['1 << 2', 'unexpected "<<" at position 3'],
    ['typeof data', 'unknown name "typeof" at position 1'],
    ['process.exit', 'unknown name "process" at position 1'],
    ['constructor', 'unknown name "constructor" at position 1'],
    ['this', 'unknown name "this" at position 1'],
    ['new Date', 'unknown name "new" at position 1'],
    ['"a" in data', 'unexpected "in" at position 5'],
    ['{}', 'unexpected "{" at position 1'],
    ['/a/', 'unexpected "/" at position 1'],
    ['data /* why */', 'unexpected "*" at position 7'],
    ['function () {}', 'unknown name "function" at position 1'],
    ['data("x")', 'unexpected "(" at position 5'],
    ['data["includes"]("x")', 'unexpected "(" at position 17'],
    ['data.includes()', 'unexpected ")" at position 15'],
    ['data.includes(1, 2)', 'unexpected "," at position 16'],
    ['data.includes(...data.a)', 'unexpected "." at position 15'],
    ['[1,,2]', 'unexpected "," at position 4'],
    ['data`x`', 'unexpected "`" at position 5'],
    ['1 ?? 2 || 3', '?? beside || or && without parentheses at position 3'],
    ['1 && 2 ?? 3', '?? beside || or && without parentheses at position 8'],
    ['010', 'a malformed number at position 1'],
    ['3in', 'a malformed number at position 1'],
    ['1e999', 'a number too large at position 1'],
    ['"abc', 'a string without its end at position 1'],
    ['"a\nb"', 'a string without its end at position 1'],
    ['"\\u{110000}"', 'a malformed escape at position 2'],
    ['"\\ud800"', 'a malformed escape at position 2'],
    ['"\\0"', 'a malformed escape at position 2'],
    ['`abc', 'a template string without its end at position 1'],
    ['`${data`', 'unexpected "`" at position 8'],
    ['data.a ? 1', 'unexpected end at position 11'],
    ['((data)', 'unexpected end at position 8'],
    ['MessageStatus.Opend', 'no such message status as "Opend" at position 15'],
    ['MessageStatus["Opend"]', 'no such message status as "Opend" at position 15'],
    ['MessageStatus[1]', 'no such message status as "1" at position 15'],
    [
      `data.${'a'.repeat(50)}()`,
      `a call of "${'a'.repeat(40)}…", where only includes, startsWith, endsWith are known, at position 6`,
    ],
    ['a'.repeat(50), `unknown name "${'a'.repeat(40)}…" at position 1`],
    [`data ${'a'.repeat(50)}`, `unexpected "${'a'.repeat(40)}…" at position 6`],
    ['data.a.toString()', 'a call of "toString", where only includes, startsWith, endsWith are known, at position 8'],
    ['data # 1', 'unexpected "#" at position 6'],
    ['$data', 'unknown name "$data" at position 1'],
  ])('X-01 parse: refuses %j naming the position', (source, problem) => {
    expect(problemOf(source)).toBe(problem);
  });

  test('X-01 parse: at most 1,000 tree nodes', () => {
    expect(problemOf(['1', ...Array(499).fill('1')].join('+'))).toBe('accepted');
    expect(problemOf(['-1', ...Array(499).fill('1')].join('+'))).toBe('accepted');
    expect(problemOf(['!!1', ...Array(499).fill('1')].join('+'))).toMatch(/^more than 1000 parts at position/);
  });

  test.each([
    ['parentheses', '('],
    ['negations', '!'],
    ['lists', '['],
    ['indexes', 'data['],
    ['choices', '1?'],
    ['templates', '`${'],
    ['calls', 'data.includes('],
  ])('X-01 parse: a hundred thousand open %s do not overflow the stack', (_, opening) => {
    expect(problemOf(opening.repeat(100_000))).toMatch(/^nesting more than 100 deep at position/);
  });

  test('X-01 parse: nesting is what encloses, not what stands side by side', () => {
    expect(problemOf(Array(150).fill('(!1)').join('+'))).toBe('accepted');
  });

  test.each([
    ['choices', Array(300).fill('1 ? 2 : ').join('')],
    ['conjunctions', '1 && '.repeat(400)],
    ['alternatives', '1 || '.repeat(400)],
    ['defaults', '1 ?? '.repeat(400)],
    ['sums', '1 + '.repeat(400)],
    ['both', '1 && 2 ? 3 : '.repeat(190)],
  ])('X-01 parse: a chain of %s is no nesting', (_, chain) => {
    expect(problemOf(`${chain}1`)).toBe('accepted');
  });

  test('X-01 parse: a chain of choices groups from the right', () => {
    expect(parseExpression('1 ? 2 : 3 ? 4 : 5')).toEqual(parseExpression('1 ? 2 : (3 ? 4 : 5)'));
    expect(parseExpression('1 ? 2 ? 3 : 4 : 5')).toEqual(parseExpression('1 ? (2 ? 3 : 4) : 5'));
  });

  test('X-01 parse: a chain of choices without end has too many parts', () => {
    expect(problemOf('1 ? 2 : '.repeat(100_000))).toMatch(/^more than 1000 parts at position/);
  });

  test.each(['MessageStatus["Opened"]', 'MessageStatus[data.name]', 'data.MessageStatus["Nope"]'])(
    'X-02 parse: %s may be asked',
    (source) => {
      expect(problemOf(source)).toBe('accepted');
    },
  );

  test('X-01 parse: any text is a tree or an InvalidExpression', () => {
    const pieces = fc.constantFrom(
      'data',
      '.a',
      '[',
      ']',
      '(',
      ')',
      '!',
      '-',
      '+',
      '*',
      '<',
      '===',
      '&&',
      '??',
      '?',
      ':',
      '`',
      '${',
      '}',
      '"',
      "'",
      '\\',
      '1',
      '.',
      'refs',
      'MessageStatus',
      '.includes(',
      '.length',
      ' ',
      '\n',
      'e1',
      '\u2028',
      'é',
      '😀',
    );
    const soup = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary' })), (source) => {
        problemOf(source);
        try {
          parseText(source);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidExpression);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('parseText', () => {
  test.each([
    [`\${data}`, [data]],
    [`a \${data} b`, ['a ', data, ' b']],
    [`\${data}\${data}`, [data, data]],
    [`price: \${{data.price}}`, [`price: \${{data.price}}`]],
    ['$5 and {x}', ['$5 and {x}']],
    [`\${\`\${data}\`}`, [{ kind: 'template', parts: [data] }]],
    [`\${'}'}`, [{ kind: 'literal', value: '}' }]],
  ])('X-05 parseText: %s', (text, parts) => {
    expect(parseText(text)).toEqual(parts);
  });

  test.each([
    ['${', 'unexpected end at position 3'],
    ['a ${data', 'unexpected end at position 9'],
    [`a \${}`, 'unexpected "}" at position 5'],
    [`a \${amount}`, 'unknown name "amount" at position 5'],
  ])('X-05 parseText: refuses %j', (text, problem) => {
    expect(() => parseText(text)).toThrow(
      new InvalidExpression(problem.split(' at ')[0] ?? '', Number(problem.match(/\d+$/)?.[0]) - 1),
    );
  });
});
