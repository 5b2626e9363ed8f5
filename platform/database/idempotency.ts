import type { Database } from './database.ts';

/** A request that brought a key: which key, and which request. */
export interface KeyedRequest {
  environmentId: string;
  /** Names the client's key at its endpoint; of a fixed length. */
  key: string;
  /** The id of the request itself. */
  holder: string;
}

/** What is said again to a repetition. */
export interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  /** Absent: no body. */
  body?: Buffer;
}

/** What a request that brought a key may do. */
export type Reservation =
  /** Be carried out; if it starts a run, the run has this id. */
  | { state: 'reserved'; runId: string }
  | { state: 'answered'; answer: StoredAnswer }
  /** Come back later: another request with this key is being carried out. */
  | { state: 'in flight' };

/** How long a request may hold a key that it never settles. W-44 */
const LOCK = `interval '60 seconds'`;

/**
 * The second half sees the row as it was before the first, so whoever loses a race finds neither a reservation nor an answer:
 * in flight. A reservation taken over keeps its run's id, for its run may be committed; its expiry too, unless it was given back.
 */
const RESERVE = `
WITH taken AS (
  INSERT INTO idempotency AS kept (environment_id, key, holder, run_id, locked_until, expires_at)
  VALUES ($1, $2, $3, $4, now() + ${LOCK}, now() + $5::float8 * interval '1 millisecond')
  ON CONFLICT (environment_id, key) DO UPDATE SET
    holder = excluded.holder, locked_until = excluded.locked_until, status = NULL, headers = NULL, body = NULL,
    run_id = CASE WHEN kept.expires_at <= now() THEN excluded.run_id ELSE kept.run_id END,
    expires_at = CASE WHEN kept.expires_at <= now() OR kept.holder IS NULL THEN excluded.expires_at ELSE kept.expires_at END
  WHERE kept.expires_at <= now() OR (kept.status IS NULL AND (kept.holder IS NULL OR kept.locked_until <= now()))
  RETURNING run_id
)
SELECT taken.run_id, kept.status, kept.headers, kept.body
FROM (SELECT) AS request LEFT JOIN taken ON true
LEFT JOIN idempotency kept ON kept.environment_id = $1 AND kept.key = $2 AND kept.expires_at > now()`;

/** Of a request that was overtaken after a minute, nothing is kept. */
const STORE = `
UPDATE idempotency SET status = $4, headers = $5::jsonb, body = $6
WHERE environment_id = $1 AND key = $2 AND holder = $3 AND status IS NULL`;

/** The row stays for its run's id: whether a run was committed is not always known when a request fails. */
const GIVE_BACK = `
UPDATE idempotency SET holder = NULL
WHERE environment_id = $1 AND key = $2 AND holder = $3 AND status IS NULL`;

const FORGET = `
DELETE FROM idempotency WHERE (environment_id, key) IN (
  SELECT environment_id, key FROM idempotency WHERE expires_at <= now() ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED)`;

interface ReservedRow {
  run_id: string | null;
  status: number | null;
  headers: Record<string, string> | null;
  body: Buffer | null;
}

/** Idempotency keys of requests, and the answers stored under them; every method is one statement. W-42..W-45 */
export class Idempotency {
  constructor(private readonly database: Database) {}

  /** @param runId for a new reservation @param keptMs how long, from now, if the key is new */
  async reserve({ environmentId, key, holder }: KeyedRequest, runId: string, keptMs: number): Promise<Reservation> {
    const values = [environmentId, key, holder, runId, keptMs];
    const [row] = await this.database.query<ReservedRow>(RESERVE, values);
    if (row?.run_id) return { state: 'reserved', runId: row.run_id };
    if (!row?.status) return { state: 'in flight' };
    const { status, headers, body } = row;
    return { state: 'answered', answer: { status, headers: headers ?? {}, body: body ?? undefined } };
  }

  /** Keeps the answer until the key expires. */
  async store({ environmentId, key, holder }: KeyedRequest, { status, headers, body }: StoredAnswer): Promise<void> {
    const values = [environmentId, key, holder, status, JSON.stringify(headers), body ?? null];
    await this.database.query(STORE, values);
  }

  /** Lets the next request with this key be carried out at once. W-43 */
  async giveBack({ environmentId, key, holder }: KeyedRequest): Promise<void> {
    await this.database.query(GIVE_BACK, [environmentId, key, holder]);
  }

  /** Deletes keys that expired, `most` at a time, and gives how many they were. */
  async forgetExpired(most: number): Promise<number> {
    const { rowCount } = await this.database.pool.query(FORGET, [most]);
    return rowCount ?? 0;
  }
}
