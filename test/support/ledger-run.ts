import type { Claim, ClaimRequest, Settlement } from '../../activities/ports/ledger.ts';
import type { Database } from '../../platform/database/database.ts';
import { newRunId } from '../../platform/ids.ts';
import { messageOf } from './carry-out.ts';
import { databaseWorld } from './ledger-worlds.ts';

const smtp = { id: 'one', provider: 'smtp', guarantee: 'at-least-once' } as const;
const written = { channel: 'email', address: 'a@x.io', rendered: {} };

/** A run of its own in PostgreSQL, with what is done to the delivery of its first step. */
export async function newLedgerRun(database: Database) {
  const runId = newRunId(new Date());
  const world = await databaseWorld(database, runId);
  const call = { runId, order: 0, at: 1 };
  const message = messageOf(call);
  const claim = (changes: Partial<ClaimRequest> = {}): Promise<Claim> => {
    const asked = { call, context: {}, message, rendition: written, provider: smtp, leaseMs: 60_000 };
    return world.ledger.claim({ ...asked, ...changes });
  };
  const settle = (attempt: number, verdict: Pick<Settlement, 'outcome'> & Partial<Settlement>): Promise<boolean> => {
    const asked = { call, at: call.at, messageId: message.id, channel: 'email', attempt, answer: `answer ${attempt}` };
    return world.ledger.settle({ ...asked, ...verdict });
  };
  const delivery = async () => (await database.query(DELIVERY, [message.id]))[0];
  return { runId, message, world, claim, settle, delivery };
}

const DELIVERY = `
SELECT d.status, json_agg(coalesce(a.outcome, 'open') || ': ' || coalesce(a.answer, '') ORDER BY a.number) AS attempts
FROM delivery d JOIN attempt a USING (message_id, channel) WHERE d.message_id = $1 GROUP BY d.status`;

/** How many deliveries of a run are claimed. */
export async function claimsOf(database: Database, runId: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    'SELECT count(*)::int FROM delivery d JOIN message m ON m.id = d.message_id WHERE m.run_id = $1',
    [runId],
  );
  return row?.count ?? 0;
}
