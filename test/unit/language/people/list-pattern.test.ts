import { describe, expect, it } from 'vitest';

import { ListId } from '../../../../language/people/list-id.ts';
import { ListPattern, listExpression } from '../../../../language/people/list-pattern.ts';

const ids = ['a', 'a.b', 'a.b.c', 'ab', 'b.b', 'x+y.b', 'xxy.b'];

describe('patterns of lists', () => {
  it.each([
    ['a', ['a']],
    ['a.b', ['a.b']],
    ['a.*', ['a.b']],
    ['*', ['a', 'ab']],
    ['*.b', ['a.b', 'b.b', 'x+y.b', 'xxy.b']],
    ['a.*.c', ['a.b.c']],
    ['a.**', ['a.b', 'a.b.c']],
    ['a.*.**', ['a.b.c']],
    ['**', ids],
    ['x+y.*', ['x+y.b']],
  ])('U-07 list pattern: %s means %j', (pattern, expected) => {
    expect(ListPattern.parse(pattern)).toBe(pattern);
    const expression = new RegExp(listExpression(pattern));
    expect(ids.filter((id) => expression.test(id))).toEqual(expected);
  });

  it.each(['', '.', 'a.', '.a', 'a..b', 'a*', '*a', '**.a', 'a.***', 'a.**.b', 'a b', 'a'.repeat(257)])(
    'U-07 list pattern: %j is none',
    (pattern) => {
      expect(ListPattern.safeParse(pattern).success).toBe(false);
    },
  );
});

describe('ids of lists', () => {
  it.each(['a', 'a.b', 'über.läufer', 'company:1.users_2-3', 'a@b.c'])('U-07 list id: %s is one', (id) => {
    expect(ListId.parse(id)).toBe(id);
  });

  it.each(['', ' ', '.', 'a.', 'a..b', 'a.*', '**', 'a b', 'a.b\u0007'])('U-07 list id: %j is none', (id) => {
    expect(ListId.safeParse(id).success).toBe(false);
  });
});
