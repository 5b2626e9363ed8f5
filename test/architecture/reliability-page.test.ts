import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

const ROWS = 25;

const textOf = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Number and evidence of every failure. */
const rows = textOf('docs/reliability.md')
  .split('\n')
  .flatMap((line) => {
    const [, number, evidence = ''] = /^\| (\d+) \|.*?\| (.*) \|$/.exec(line) ?? [];
    return number ? [[Number(number), evidence] as const] : [];
  });

test('reliability page: every failure has a row', () => {
  expect(rows.map(([number]) => number)).toEqual(Array.from({ length: ROWS }, (_, place) => place + 1));
});

test.each(rows)(
  'reliability page: what it says of failure %i are tests with that number, or the reason for none',
  (number, evidence) => {
    const files = [...evidence.matchAll(/`(test\/[^`]+\.test\.ts)`/g)].map(([, path = '']) => path);
    if (files.length === 0) expect(evidence).toMatch(/^None: ./);
    for (const file of files) expect(textOf(file)).toMatch(new RegExp(`row ${number} `));
  },
);
