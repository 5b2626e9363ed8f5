import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';

import { keyHash } from '../../platform/key-hash.ts';
import type { Environment } from './environments.ts';

const run = promisify(execFile);

/** Makes the database at the URL, migrates it with the product's own command, and gives every environment its key. */
export async function prepareDatabase(url: string, environments: readonly Environment[]): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await query(url.replace(/[^/]+$/, 'postgres'), `CREATE DATABASE ${name}`);
  await run(process.execPath, ['dist/apps/local/migrate.js'], { env: { ...process.env, DATABASE_URL: url } });
  for (const environment of environments)
    await query(url, OWN_ENVIRONMENT, [environment.name, keyHash(environment.apiKey)]);
}

/** As `npm run migrate` makes the first one; more have no command yet. */
const OWN_ENVIRONMENT = `
WITH workspace AS (INSERT INTO workspace (id, name) VALUES ($1, $1)),
  environment AS (INSERT INTO environment (id, workspace_id, kind) VALUES ($1, $1, 'test'))
INSERT INTO api_key (id, environment_id, name, hash) VALUES ($1, $1, $1, $2)`;

async function query(url: string, text: string, values: string[] = []): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(text, values);
  } finally {
    await client.end();
  }
}
