import { describe, expect, it } from 'vitest';

import { InvalidInput, linesOf, spelledOut } from '../../../language/problem.ts';

const problem = (n: number) => ({ path: `nodes.${n}.id`, message: 'is taken' });

describe('problems', () => {
  it('W-08 problem: a line says where and what, and the whole has no place', () => {
    expect(spelledOut([problem(0), { path: '', message: 'is too large' }])).toBe('nodes.0.id: is taken; is too large');
  });

  it('W-08 problem: of many the first are spelled out, and how many more there are', () => {
    const problems = Array.from({ length: 23 }, (_, n) => problem(n));
    const lines = linesOf(problems);
    expect(lines).toHaveLength(21);
    expect(lines.slice(-2)).toEqual(['nodes.19.id: is taken', 'and 3 more']);
    expect(spelledOut(problems)).toBe(lines.join('; '));
  });

  it('W-08 problem: a path may be as long as the body, and is cut', () => {
    expect(spelledOut([{ path: 'x'.repeat(1_000), message: 'is unknown' }])).toBe(`${'x'.repeat(200)}…: is unknown`);
  });

  it('W-08 problem: bad input says all of it', () => {
    expect(new InvalidInput([problem(0), problem(1)]).message).toBe(spelledOut([problem(0), problem(1)]));
  });
});
