import { OUTBOX_CHANNELS } from '../../activities/ports/outbox.ts';
import { OUTBOX } from '../../messages/outbox.ts';
import { keyHash } from '../key-hash.ts';

/** What the first start makes sure of. */
export interface FirstWorkspace {
  /** Known to nobody but its holder: only its SHA-256 is stored. Absent: no key is made. */
  apiKey?: string;
  /** Gives a new environment the built-in outbox as its provider (the embedded start). */
  outbox: boolean;
}

/** A pool or a client. */
interface Connection {
  query(text: string, values: unknown[]): Promise<unknown>;
}

const ENVIRONMENTS = ['test', 'production'];

/** One statement, so that first starts at once need no lock: who comes second waits at a conflict, then does nothing. */
const ENSURE = `
  WITH the_workspace AS (
    INSERT INTO workspace (id, name) VALUES ('default', 'Default') ON CONFLICT DO NOTHING
  ), made AS (
    INSERT INTO environment (id, workspace_id, kind)
    SELECT kind, 'default', kind FROM unnest($1::text[]) AS kind
    ON CONFLICT DO NOTHING RETURNING id
  ), outboxes AS (
    INSERT INTO provider (id, environment_id, provider, channels, title, settings)
    SELECT 'outbox-' || id, id, '${OUTBOX}', $2::text[], 'Outbox', '{}' FROM made WHERE $5
  )
  INSERT INTO api_key (id, environment_id, name, hash)
  SELECT 'key_' || left(hash, 24), $3, 'First key', hash FROM unnest($4::text[]) AS hash
  ON CONFLICT DO NOTHING`;

/**
 * Makes sure of the workspace `default`, its environments `test` and `production`, and the key (in `production` when
 * it begins `pk_prod_` or `dk_prod_`). What exists stays as it is: an outbox that was deleted does not come back. R-01
 */
export async function ensureWorkspace(connection: Connection, { apiKey, outbox }: FirstWorkspace): Promise<void> {
  const environment = /^(pk|dk)_prod_/.test(apiKey ?? '') ? 'production' : 'test';
  const hashes = apiKey ? [keyHash(apiKey)] : [];
  await connection.query(ENSURE, [ENVIRONMENTS, OUTBOX_CHANNELS, environment, hashes, outbox]);
}
