import { expect, test } from 'vitest';

import { ContentBudget } from '../../../messages/content-budget.ts';

const nested = `{{lookup ${'(lookup a '.repeat(500)}b${')'.repeat(500)} c}}`;

/** How many texts are taken before one is too much, and what is said of that one. */
function spendAll(sources: string[]): [number, string] {
  const budget = new ContentBudget();
  for (const [index, source] of sources.entries()) {
    try {
      budget.spend(`content.${index}`, source);
    } catch (error) {
      return [index, (error as Error).message];
    }
  }
  return [sources.length, ''];
}

test.each([
  ['characters', 'x'.repeat(65_536), 4, '262144 characters'],
  ['texts', '', 20_000, '20000 texts'],
  ['variables', '{{a}}'.repeat(1_000), 5, '5000 variables and blocks'],
  ['parentheses of templates', nested, 10, '5000 parentheses'],
])('W-08 content budget: %s are counted over all texts together', (_what, source, fits, limit) => {
  const excess = `content.${fits}: takes the content past ${limit}`;
  expect(spendAll(Array(fits + 1).fill(source))).toEqual([fits, excess]);
});

test('W-08 content budget: what is spent stays spent, and parentheses in mere text cost nothing', () => {
  const budget = new ContentBudget();
  expect(() => budget.spend('a', 'x'.repeat(262_145))).toThrow('a: takes the content past 262144 characters');
  expect(() => budget.spend('b', '')).toThrow('b: takes the content past 262144 characters');
  expect(spendAll(['('.repeat(10_000)])).toEqual([1, '']);
});
