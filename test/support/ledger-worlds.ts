import type { EarlierDelivery, Ledger } from '../../activities/ports/ledger.ts';
import type { Runs } from '../../activities/ports/runs.ts';
import { AdHocInvoke } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile/compile.ts';
import type { Database } from '../../platform/database/database.ts';
import { DatabaseLedger } from '../../platform/database/messages/database-ledger.ts';
import { DatabaseRuns } from '../../platform/database/runs/database-runs.ts';
import { RunIntake } from '../../platform/database/runs/run-intake.ts';
import { cancelMessage } from '../../platform/memory/cancel-run.ts';
import { MemoryLedger } from '../../platform/memory/memory-ledger.ts';
import { earlierOf, MemoryRows } from '../../platform/memory/memory-rows.ts';
import { MemoryRuns } from '../../platform/memory/memory-runs.ts';
import { LEDGER_RUN } from './ledger-operations.ts';

/** One run as one driver keeps it, and what time and other people may do to it. */
export interface LedgerWorld {
  runs: Runs;
  ledger: Ledger;
  /** Lets leases and waits grow older, in milliseconds. */
  pass(ms: number): Promise<void>;
  cancel(at?: number): Promise<boolean>;
  /** Cancels one message by its own id, as far as that is possible. */
  cancelMessage(id: string, at: number): Promise<void>;
  /** Every row, in one form for all drivers. */
  rows(): Promise<unknown>;
}

const compiled = () => compileAutomation(AdHocInvoke.parse(LEDGER_RUN), 0);

const ROWS = `
SELECT r.status AS run, r.context,
  (SELECT jsonb_object_agg(user_id, profile) FROM profile WHERE environment_id = r.environment_id) AS profiles,
  (SELECT jsonb_agg(jsonb_build_object('order', "order", 'action', action, 'status', status, 'ref', ref, 'messageId', message_id, 'outcome', outcome,
     'context', context, 'createdAt', floor(extract(epoch FROM created_at) * 1000), 'updatedAt', floor(extract(epoch FROM updated_at) * 1000)) ORDER BY "order")
   FROM run_step WHERE run_id = r.id) AS steps,
  (SELECT jsonb_agg(jsonb_build_object('id', id, 'recipient', recipient, 'status', status, 'reason', reason, 'error', error, 'tags', tags, 'history', history) ORDER BY id)
   FROM message WHERE run_id = r.id) AS messages,
  (SELECT jsonb_agg(jsonb_build_object('messageId', d.message_id, 'channel', d.channel, 'address', d.address, 'rendered', d.rendered, 'status', d.status,
     'attempt', d.attempt, 'providerId', a.provider_id) ORDER BY d.message_id, d.channel)
   FROM message m JOIN delivery d ON d.message_id = m.id LEFT JOIN attempt a ON a.message_id = d.message_id AND a.channel = d.channel AND a.number = d.attempt WHERE m.run_id = r.id) AS deliveries,
  (SELECT jsonb_agg(jsonb_build_object('id', id, 'status', status, 'automationId', automation_id, 'source', source, 'depth', depth,
     'cancelationToken', cancelation_token, 'mock', mock, 'context', context, 'plan', plan))
   FROM run WHERE environment_id = r.environment_id AND id <> r.id) AS invoked
FROM run r WHERE r.id = $1`;

const PASS = `
UPDATE delivery SET lease_until = lease_until - $2::float8 * interval '1 millisecond', retry_at = retry_at - $2::float8 * interval '1 millisecond'
WHERE message_id IN (SELECT id FROM message WHERE run_id = $1)`;

/** The run in PostgreSQL, in an environment of its own. */
export async function databaseWorld(database: Database, id: string): Promise<LedgerWorld> {
  const { plan, context } = compiled();
  const intake = new RunIntake(database);
  const runs = new DatabaseRuns(database.pool);
  await intake.accept({ id, environmentId: id, kind: 'automation', source: [], mock: false, context, plan });
  return {
    runs,
    ledger: new DatabaseLedger(database.pool),
    pass: async (ms) => void (await database.query(PASS, [id, ms])),
    cancel: (at = 1) => runs.cancel({ runId: id, at }),
    cancelMessage: async (messageId, at) => void (await database.query(CANCEL_MESSAGE, [messageId, new Date(at)])),
    rows: async () => (await database.query(ROWS, [id]))[0],
  };
}

const CANCEL_MESSAGE = 'SELECT cancel_messages(ARRAY[$1], $2)';

/** The same run in memory; `at`: now, in milliseconds since the epoch. */
export function memoryWorld(id: string, at: number): LedgerWorld {
  const rows = new MemoryRows();
  const run = rows.addRun(id, compiled());
  run.environmentId = id;
  const clock = () => at;
  const runs = new MemoryRuns(rows, clock);
  const messages = () => [...rows.messages.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  return {
    runs,
    ledger: new MemoryLedger(rows, clock),
    pass: async (ms) => {
      for (const delivery of messages().flatMap(({ deliveries }) => deliveries)) {
        delivery.leaseUntil -= ms;
        if (delivery.retryAt !== undefined) delivery.retryAt -= ms;
      }
    },
    cancel: (at = 1) => runs.cancel({ runId: id, at }),
    cancelMessage: async (messageId, moment) => {
      const message = rows.messages.get(messageId);
      if (message) cancelMessage(message, moment, at);
    },
    rows: async () => ({
      invoked: [...rows.runs]
        .filter(([other]) => other !== id)
        .map(([other, { environmentId: _, createdAt: __, steps: ___, ...invoked }]) => ({ id: other, ...invoked })),
      run: run.status,
      context: run.context,
      profiles: rows.profiles.size > 0 ? Object.fromEntries(rows.profiles) : null,
      steps: [...run.steps].sort(([one], [other]) => one - other).map(([order, step]) => ({ order, ...step })),
      messages: messages().map(({ deliveries: _, origin: __, ...message }) => message),
      deliveries: messages().flatMap((message) => earlierOf(message).deliveries.map(toldOf(message))),
    }),
  };
}

const toldOf =
  ({ id: messageId }: { id: string }) =>
  ({ since: _, retryAt: __, ...delivery }: EarlierDelivery) => ({ messageId, ...delivery });
