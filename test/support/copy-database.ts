import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Makes a database like another one of the server (its URL, without a database) and returns its URL. */
export async function copyDatabase(server: string, template: string): Promise<string> {
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
