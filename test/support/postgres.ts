import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** Makes a migrated, empty database for one test file and returns its URL. */
export async function createDatabase(): Promise<string> {
  return copyOf(inject('postgresTemplate'));
}

/** Makes a database that holds nothing, not even our tables, and returns its URL. */
export async function createEmptyDatabase(): Promise<string> {
  return copyOf('template0');
}

async function copyOf(template: string): Promise<string> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client(`${server}/postgres`);
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  } finally {
    await client.end();
  }
  return `${server}/${name}`;
}
