import type pg from 'pg';

import type { Draft, EarlierMessage } from '../../../activities/ports/ledger.ts';
import { type PendingMessage, PendingMessages } from '../../../activities/ports/pending-messages.ts';
import { type ProviderRow, providerOf, providersOf } from '../provider-rows.ts';
import { earlierMessage } from './delivery-rows.ts';

const FIND = `
SELECT ${earlierMessage('m')} AS message, m.run_id, m.step_order, m.draft, r.mock, (${providersOf('m.environment_id')}) AS providers
FROM message m JOIN run r ON r.id = m.run_id
WHERE m.id = $1 AND m.status <> 'CANCELED' AND r.status <> 'CANCELED'`;

/** Messages that wait, on PostgreSQL. */
export class DatabasePendingMessages extends PendingMessages {
  constructor(readonly pool: pg.Pool) {
    super();
  }

  async find(messageId: string): Promise<PendingMessage | undefined> {
    const { rows } = await this.pool.query<PendingRow>(FIND, [messageId]);
    const [row] = rows;
    if (!row) return undefined;
    const { id, recipient, deliveries } = row.message;
    return {
      id,
      recipient,
      deliveries: deliveries ?? [],
      origin: { runId: row.run_id, order: row.step_order },
      ...(row.draft && { draft: row.draft }),
      mock: row.mock,
      providers: (row.providers ?? []).map(providerOf),
    };
  }
}

interface PendingRow {
  message: Omit<EarlierMessage, 'deliveries'> & { deliveries: EarlierMessage['deliveries'] | null };
  run_id: string;
  step_order: number;
  draft: Draft | null;
  mock: boolean;
  providers: ProviderRow[] | null;
}
