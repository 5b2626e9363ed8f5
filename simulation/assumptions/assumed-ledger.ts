import type { Settlement } from '../../activities/ports/ledger.ts';
import { MemoryLedger } from '../../platform/memory/memory-ledger.ts';
import type { MemoryRows } from '../../platform/memory/memory-rows.ts';

/** Tells of every message that was sent. */
export class AssumedLedger extends MemoryLedger {
  constructor(
    rows: MemoryRows,
    now: () => number,
    readonly onSent: (order: number, messageId: string) => void,
  ) {
    super(rows, now);
  }

  override async settle(settlement: Settlement): Promise<boolean> {
    const moves = await super.settle(settlement);
    if (settlement.outcome === 'sent') this.onSent(settlement.call.order, settlement.messageId);
    return moves;
  }
}
