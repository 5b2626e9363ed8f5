import { inject } from 'vitest';

import { copyDatabase } from './copy-database.ts';

/** Makes a migrated, empty database for one test file and returns its URL. */
export async function createDatabase(): Promise<string> {
  return copyDatabase(inject('postgresUrl'), inject('postgresTemplate'));
}

/** Makes a database that holds nothing, not even our tables, and returns its URL. */
export async function createEmptyDatabase(): Promise<string> {
  return copyDatabase(inject('postgresUrl'), 'template0');
}
