import { type PendingMessage, PendingMessages } from '../../activities/ports/pending-messages.ts';
import { earlierOf, type MemoryRows } from './memory-rows.ts';

/** Messages that wait, in memory. */
export class MemoryPendingMessages extends PendingMessages {
  constructor(readonly rows: MemoryRows) {
    super();
  }

  async find(messageId: string): Promise<PendingMessage | undefined> {
    const message = this.rows.messages.get(messageId);
    const run = this.rows.runs.get(message?.origin.runId ?? '');
    if (!message || !run || message.status === 'CANCELED' || run.status === 'CANCELED') return undefined;
    const { origin, draft } = message;
    return { ...earlierOf(message), origin, draft, mock: run.mock, providers: this.rows.providers };
  }
}
