import { randomUUID } from 'node:crypto';
import pg from 'pg';

/**
 * Makes a database like another one of the server (its URL, without a database) and returns its URL. Connections to it are quick
 * from the first on: for that one the server reads all that is new, which takes longer than a pool waits on a busy machine.
 */
export async function copyDatabase(server: string, template: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await query(`${server}/postgres`, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  await query(`${server}/${name}`, 'SELECT 1');
  return `${server}/${name}`;
}

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
