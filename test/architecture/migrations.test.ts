import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const FOLDER = 'prisma/migrations';
/** What an older process may read, write or call is gone, or is asked of it although it does not know it. */
const TAKES_AWAY = [
  /\bDROP (TABLE|COLUMN|FUNCTION|DEFAULT|TYPE|VIEW)\b/i,
  /\bRENAME\b/i,
  /\bSET NOT NULL\b/i,
  /\bALTER COLUMN\s+\S+\s+(SET DATA )?TYPE\b/i,
  /\bADD COLUMN(?![^,;]*\bDEFAULT\b)[^,;]*\bNOT NULL\b/i,
];

const migrations = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** Without comments and without bodies of functions. */
function statementsOf(name: string): string {
  const text = readFileSync(`${FOLDER}/${name}/migration.sql`, 'utf8');
  return text.replaceAll(/^\s*--.*$/gm, '').replaceAll(/\$\$[\s\S]*?\$\$/g, '');
}

const takesAway = (sql: string) => TAKES_AWAY.some((pattern) => pattern.test(sql));

it('R-02 migrations: the guide says after which of them all only add, so that an older process may go on', () => {
  const last = migrations.findLastIndex((name) => takesAway(statementsOf(name)));
  const guide = readFileSync('docs/guides/production.md', 'utf8');
  expect(guide).toContain(`if the database has \`${migrations[last]}\` or a later migration`);
  expect(guide).toContain(`**From a database of \`${migrations[last - 1]}\` or before`);
});

it.each([
  ['ALTER TABLE "list_send" DROP COLUMN "as_of";', true],
  ['ALTER TABLE "s" ALTER COLUMN "r" DROP DEFAULT;', true],
  ['ALTER TABLE "a" ADD COLUMN "b" TEXT, ADD COLUMN "c" TEXT NOT NULL;', true],
  ['ALTER TABLE "a" ADD COLUMN "b" TEXT NOT NULL DEFAULT \'\', ADD COLUMN "c" TEXT;', false],
  ['ALTER TABLE "a" ALTER COLUMN "b" SET DATA TYPE BIGINT;', true],
  ['ALTER TABLE "a" ALTER COLUMN "b" DROP NOT NULL; DROP INDEX "i"; CREATE TABLE "t" ("c" TEXT NOT NULL);', false],
])('R-02 migrations: %s takes something away: %s', (sql, expected) => {
  expect(takesAway(sql)).toBe(expected);
});
