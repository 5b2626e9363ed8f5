import type { Database } from '../database.ts';
import { KEPT, RETENTION } from './kept-runs.ts';

/** So many runs are looked at, at a time, and so many messages go; a send to a list alone can have a hundred thousand. */
const RUNS = 100;
const MESSAGES = 1_000;

/**
 * Nothing of it goes on any more: neither its workflow, which a cancel may not have reached, nor a message or list that waits,
 * nor a batch that its data are still in.
 */
const IS_OVER = `NOT ${KEPT} AND (r.status <> 'CANCELED' OR r.check_after IS NULL)
  AND NOT EXISTS (SELECT FROM message m WHERE m.run_id = r.id AND m.check_after IS NOT NULL)
  AND NOT EXISTS (SELECT FROM list_send s WHERE s.run_id = r.id AND s.check_after IS NOT NULL)
  AND NOT EXISTS (SELECT FROM batch_item i WHERE i.run_id = r.id)`;

/** What an environment has of a kind, oldest first, after a place; by the index of its pages. */
const PAGE = `
WITH page AS (
  SELECT r.id, r.created_at, ${IS_OVER} AS is_over FROM run r
  WHERE r.environment_id = $1 AND r.kind = $2 AND r.created_at <= now() - ${RETENTION} AND (r.created_at, r.id) > ($3::timestamptz, $4::text)
  ORDER BY r.created_at, r.id LIMIT ${RUNS}
)`;

/** With their deliveries and attempts. */
const FORGET_MESSAGES = `${PAGE}
DELETE FROM message WHERE id IN (SELECT m.id FROM page JOIN message m ON m.run_id = page.id WHERE is_over LIMIT ${MESSAGES})`;

/** With their steps and sends to lists; a statement of its own, which sees whether messages are left. */
const FORGET_RUNS = `${PAGE}, gone AS (
  DELETE FROM run WHERE id IN (SELECT id FROM page WHERE is_over) AND NOT EXISTS (SELECT FROM message m WHERE m.run_id = run.id) RETURNING id
)
SELECT page.id, page.created_at AS "createdAt", gone.id IS NOT NULL AS "isGone", is_over AND gone.id IS NULL AS "isLeft"
FROM page LEFT JOIN gone USING (id) ORDER BY page.created_at, page.id`;

const NEXT_KIND = `
SELECT e.id AS "environmentId", kinds.kind FROM environment e CROSS JOIN unnest(ARRAY['automation', 'journey', 'message']) AS kinds(kind)
WHERE (e.id, kinds.kind) > ($1, $2) ORDER BY e.id, kinds.kind LIMIT 1`;

/** What lies before it was looked at. */
export interface RunPlace {
  environmentId: string;
  kind: string;
  /** Of the run that was looked at last. */
  createdAt: Date;
  id: string;
}

/** Before the first run there could be. */
const BEGINNING = { createdAt: new Date(0), id: '' };

/** They count for no throttle any more, whether their runs are still kept or not. */
const FORGET_PASSES = `
DELETE FROM throttle_pass WHERE (run_id, step_order) IN (SELECT run_id, step_order FROM throttle_pass WHERE expires_at < now() LIMIT ${MESSAGES})`;

/** Runs that nobody can ask for any more. J-51 */
export class OldRuns {
  constructor(private readonly database: Pick<Database, 'query' | 'pool'>) {}

  /**
   * Deletes those of the next few runs after a place, their messages first, and passes that are over: how many rows went, and
   * where to go on, absent at the end. Runs that are to stay, such as those that sleep for years, are passed once; one with many
   * messages is stayed at.
   */
  async forget(after?: RunPlace): Promise<{ rows: number; next?: RunPlace }> {
    const place = after ?? (await this.#nextKind({ environmentId: '', kind: '' }));
    if (!place) return { rows: 0 };
    const values = [place.environmentId, place.kind, place.createdAt, place.id];
    const messages = await this.database.pool.query(FORGET_MESSAGES, values);
    const runs = await this.database.query<LookedAt>(FORGET_RUNS, values);
    const { rowCount: passes } = await this.database.pool.query(FORGET_PASSES);
    const rows = (messages.rowCount ?? 0) + runs.filter(({ isGone }) => isGone).length + (passes ?? 0);
    const next =
      runs.length > 0 ? { ...place, ...lastPassed(runs) } : passes === MESSAGES ? place : await this.#nextKind(place);
    return { rows, ...(next && { next }) };
  }

  async #nextKind({ environmentId, kind }: Pick<RunPlace, 'environmentId' | 'kind'>): Promise<RunPlace | undefined> {
    const [next] = await this.database.query<Pick<RunPlace, 'environmentId' | 'kind'>>(NEXT_KIND, [
      environmentId,
      kind,
    ]);
    return next && { ...next, ...BEGINNING };
  }
}

type LookedAt = Pick<RunPlace, 'createdAt' | 'id'> & { isGone: boolean; isLeft: boolean };

/** The last run before one that still has messages to go; nothing where that is the first. */
function lastPassed(runs: readonly LookedAt[]): Pick<RunPlace, 'createdAt' | 'id'> | undefined {
  const left = runs.findIndex(({ isLeft }) => isLeft);
  const last = runs.at(left < 0 ? -1 : left - 1);
  if (left === 0 || !last) return undefined;
  return { createdAt: last.createdAt, id: last.id };
}
