import { describe, expect, it } from 'vitest';

import { parseConditions } from '../../../../language/conditions/parse-conditions.ts';
import type { Json } from '../../../../language/json/json.ts';
import type { Problem } from '../../../../language/problem.ts';

function problemsOf(written: Json): Problem[] {
  const problems: Problem[] = [];
  const tree = parseConditions(written, (problem) => problems.push(problem));
  expect(tree === undefined).toBe(problems.length > 0);
  return problems;
}

const atom: Json = ['data.plan', 'is equal', 'gold'];

describe('parseConditions', () => {
  it('N-20 conditions: are parsed to a tree', () => {
    expect(parseConditions({ OR: [{ AND: [atom] }, { or_: [['data.code', 'exists']] }] }, () => {})).toEqual({
      kind: 'any',
      of: [
        { kind: 'all', of: [{ kind: 'atom', path: 'data.plan', operator: 'is equal', value: 'gold' }] },
        { kind: 'any', of: [{ kind: 'atom', path: 'data.code', operator: 'exists' }] },
      ],
    });
  });

  it.each<[Json, string, string]>([
    [[['data.plan', 'exists']], '', 'must be texts such as'],
    [{ AND: [atom, ['data.plan', 'is', 'gold']] }, 'AND.1', '"is" is not an operator; it can be one of is equal, '],
    [{ AND: [{ OR: [atom, ['data.n', 'is equal', 5]] }] }, 'AND.0.OR.1', 'must be texts such as'],
    [{ AND: [['data.plan', 'is equal']] }, 'AND.0', '"is equal" needs one value'],
    [['data.plan', 'exists', 'x'], '', '"exists" takes no value'],
    [[' ', 'exists'], '', 'must begin with a path such as data.plan'],
    [{ AND: [atom], OR: [atom] }, '', 'need exactly one of AND and OR'],
    [{ OR: [{}] }, 'OR.0', 'need exactly one of AND and OR'],
    [{ OR: [atom, { AND: [atom] }] }, 'OR', 'must hold either conditions or groups of them'],
    [{ AND: [{ AND: [{ AND: [atom] }] }] }, 'AND.0.AND', 'nests groups more than 2 deep'],
    [{ AND: 5 }, 'AND', 'must be a list'],
  ])('N-20 conditions: %j names the place, %s', (written, path, message) => {
    expect(problemsOf(written)).toEqual([{ path, message: expect.stringContaining(message) }]);
  });

  it('N-22 conditions: empty lists are refused, one member is enough', () => {
    expect(problemsOf({ AND: [] })).toEqual([{ path: 'AND', message: 'must not be empty' }]);
    expect(problemsOf({ AND: [atom] })).toEqual([]);
  });

  it('N-20 conditions: of what is wrong everything is told, and there may be 100 comparisons', () => {
    expect(problemsOf({ AND: [['a'], atom, ['b']] }).map(({ path }) => path)).toEqual(['AND.0', 'AND.2']);
    expect(problemsOf({ AND: Array(100).fill(atom) })).toEqual([]);
    expect(problemsOf({ AND: Array(101).fill(atom) })).toEqual([
      { path: '', message: 'hold more than 100 comparisons' },
    ]);
  });
});
