import { join } from 'node:path';

import { InvalidInput } from '../../language/problem.ts';
import { loadSettings } from '../../platform/config/settings.ts';
import { packageRoot } from '../../platform/package-root.ts';
import { prepareDatabase } from './database.ts';

/** `npm run migrate`: brings DATABASE_URL to this release, with the first workspace and ANGARIUM_API_KEY. R-02 */
async function run(): Promise<string[]> {
  const { databaseUrl, apiKey } = loadSettings(process.env);
  if (!databaseUrl) throw new InvalidInput([{ path: 'DATABASE_URL', message: 'must be set' }]);
  const applied = await prepareDatabase(databaseUrl, join(packageRoot(), 'prisma/migrations'), {
    apiKey,
    outbox: false,
  });
  const migrations = applied.map((name) => `applied migration ${name}`);
  const key = apiKey ? 'the key of ANGARIUM_API_KEY is known' : 'no key was made: ANGARIUM_API_KEY is not set';
  return [...migrations, 'the database is up to date', key];
}

run().then(
  (lines) => process.stdout.write(`${lines.join('\n')}\n`),
  (error: Error) => {
    process.stderr.write(`Migrating failed: ${error.message}\n`);
    process.exitCode = 1;
  },
);
