import { performance } from 'node:perf_hooks';

import type { Database } from '../../platform/database/database.ts';
import { invoke, untilEnded } from '../support/ask.ts';
import { numbered, readersOf } from '../support/lists.ts';
import { settledActions } from '../support/settled-actions.ts';
import { type Product, startProduct } from './product.ts';
import type { World } from './world.ts';

const SIZES = [10_000, 100_000];
const CHUNK = 10_000;
const MOST_ACTIONS = 0.002;

/** What a send to a list writes of each recipient. */
const TABLES = ['message', 'delivery', 'attempt'];

/** B9: a message to everyone on a list, into the outbox, beside the same rows written by statements of the database alone. */
export async function list(world: World): Promise<void> {
  const { temporal, report, scaled } = world;
  const product = await startProduct(world);
  const times: number[] = [];
  for (const size of SIZES.map(scaled)) {
    const name = `list-${size}`;
    const users = numbered(size, name);
    for (let from = 0; from < size; from += CHUNK) await readersOf(product, name, users.slice(from, from + CHUNK));
    const before = await settledActions(temporal.metricsUrl, product.namespace);
    const seconds = await sendTo(product, name);
    await mustBeSent(product.database, name, size);
    const actions = (await settledActions(temporal.metricsUrl, product.namespace)) - before;
    times.push(seconds);
    report.figure(`${size} recipients`, size / seconds, 'recipients/s');
    report.ratio(`${size} recipients, beside INSERT … SELECT (aim: at most 12)`, 's', {
      ours: seconds,
      anchor: await copySeconds(product.database, name),
    });
    // Those of the run itself, whatever the size, are told apart from those of its pages.
    report.count(`${size} recipients: actions a recipient, above the run's own`, (actions - RUN_ACTIONS) / size, {
      atMost: MOST_ACTIONS,
    });
  }
  const [small, large] = times as [number, number];
  report.ratio('ten times as many', 's', { ours: large, anchor: small });
  await product.close();
}

/** Of a run of one `send-list`, its first page included. */
const RUN_ACTIONS = 5;

async function sendTo(product: Product, name: string): Promise<number> {
  const began = performance.now();
  const step = { action: 'send-list', list: name, message: { content: { title: 'T', body: 'Hello {{first_name}}' } } };
  // Nobody asks the database meanwhile: counting so many rows again and again would be most of its work.
  await untilEnded(product, await invoke(product, { automation: { steps: [step] } }));
  return (performance.now() - began) / 1000;
}

async function mustBeSent(database: Database, name: string, size: number): Promise<void> {
  const [row] = await database.query<{ sent: number }>(
    `SELECT count(*)::int AS sent FROM message WHERE list_id = $1 AND status = 'SENT'`,
    [name],
  );
  if (row?.sent !== size) throw new Error(`${row?.sent} of ${size} are sent`);
}

/** The rows of the send once more, with their indexes, in a table each that is made for it. */
async function copySeconds({ pool }: Database, name: string): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('SET statement_timeout = 0');
    for (const table of TABLES) await client.query(`CREATE TABLE copy_of_${table} (LIKE ${table} INCLUDING ALL)`);
    const began = performance.now();
    for (const table of TABLES) {
      const id = table === 'message' ? 'id' : 'message_id';
      const those = 'SELECT id FROM message WHERE list_id = $1';
      await client.query(`INSERT INTO copy_of_${table} SELECT * FROM ${table} WHERE ${id} IN (${those})`, [name]);
    }
    const seconds = (performance.now() - began) / 1000;
    for (const table of TABLES) await client.query(`DROP TABLE copy_of_${table}`);
    return seconds;
  } finally {
    client.release(true);
  }
}
