import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { JsonObject } from '../../language/json/json.ts';
import { MergeStrategy, merge } from '../../language/json/merge.ts';
import { Database } from '../../platform/database/database.ts';
import { createDatabase } from '../support/postgres.ts';

const PAIRS = 400;
const SEED = 20261121;

let database: Database;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase() });
});

afterAll(() => database.close());

const { object } = fc.letrec<{ object: JsonObject; value: unknown }>((tie) => ({
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'x y', 'ü'), tie('value'), { maxKeys: 4 }) as never,
  value: fc.oneof({ maxDepth: 4 }, fc.constantFrom(null, 1, 'text', false, [], [{ a: 1 }], {}), tie('object')),
}));
const pairs = fc.sample(fc.tuple(object, object), { numRuns: PAIRS, seed: SEED });

it.each<[string, MergeStrategy]>([
  ['M-01', 'replace'],
  ['M-02', 'overwrite'],
  ['M-03', 'soft-merge'],
  ['M-04', 'none'],
])(`%s SQL and language merge ${PAIRS} random profiles alike by %s`, async (_rule, strategy) => {
  const rows = await database.query<{ merged: JsonObject }>(
    `SELECT merge_json(pair -> 0, pair -> 1, $2) AS merged FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS p (pair, place) ORDER BY place`,
    [JSON.stringify(pairs), strategy],
  );
  expect(rows.map(({ merged }) => merged)).toEqual(
    pairs.map(([existing, incoming]) => merge(existing, incoming, strategy)),
  );
});

it('M-02 M-03 SQL merges what is not there like the language', async () => {
  for (const strategy of MergeStrategy.options) {
    const [row] = await database.query('SELECT merge_json(NULL, $1::jsonb, $2) AS merged', ['{"a": null}', strategy]);
    expect(row).toEqual({ merged: merge(undefined, { a: null }, strategy) });
  }
});
