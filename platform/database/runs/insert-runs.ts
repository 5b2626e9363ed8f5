import type pg from 'pg';

import type { NewRun } from '../../../activities/ports/new-run.ts';
import { ACCEPTED, RUN_COLUMNS } from './run-sql.ts';

const INSERT = `
INSERT INTO run (${RUN_COLUMNS}, event_sequence)
SELECT id, "environmentId", kind, source, "automationId", 0, "cancelationToken", mock, context, plan, ${ACCEPTED}, "eventSequence"
FROM jsonb_to_recordset($1::jsonb) AS r(id text, "environmentId" text, kind text, source text[], "automationId" text,
  "cancelationToken" text, mock boolean, context jsonb, plan jsonb, "eventSequence" bigint)
ON CONFLICT (id) DO NOTHING RETURNING id`;

/** In characters: so much is sent with one statement, and one run more at most. */
const MOST_CHARACTERS = 8_000_000;

/** Accepts several runs in one statement, or in a few where they are large; gives the ids of those that were not there before. */
export async function insertRuns(client: pg.PoolClient, runs: readonly NewRun[]): Promise<Set<string>> {
  const inserted = new Set<string>();
  for (const text of textsOf(runs)) {
    const { rows } = await client.query<{ id: string }>(INSERT, [text]);
    for (const { id } of rows) inserted.add(id);
  }
  return inserted;
}

function* textsOf(runs: readonly NewRun[]): Generator<string> {
  let parts: string[] = [];
  let size = 0;
  for (const run of runs) {
    const part = JSON.stringify(run);
    parts.push(part);
    size += part.length;
    if (size < MOST_CHARACTERS) continue;
    yield `[${parts.join(',')}]`;
    parts = [];
    size = 0;
  }
  if (parts.length > 0) yield `[${parts.join(',')}]`;
}
