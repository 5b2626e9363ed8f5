import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import { atOnce } from '../at-once.ts';
import { deliveryKey } from '../deliver/delivery-key.ts';
import type { FirstAdvance, FirstClaim, ListPage, ListSends } from '../ports/list-sends.ts';
import { persist } from '../ports/persist.ts';
import type { ProviderConfig } from '../ports/provider-config.ts';
import { runStatusOf } from '../step/run-status.ts';
import type { HeldDelivery, Settled } from './held-delivery.ts';
import type { ListLetter, ListLetters } from './list-letters.ts';
import type { Round, Turn } from './round.ts';

/** A data source is asked about each recipient, and is somebody's server: it gets no more questions than these at once. */
const WRITTEN_AT_ONCE = 10;

interface Draft extends FirstClaim {
  providers: ProviderConfig[];
}

interface FirstRoundOptions {
  sends: ListSends;
  letters: ListLetters;
  call: StepCall;
  page: ListPage;
  /** How many of the page's recipients are its own: one more says that another page follows. */
  size: number;
  leaseMs: number;
}

/** Everyone's first attempts, in the order of their ids. Who has a message already, of a page that was lost, is passed over. */
export class FirstRound implements Round {
  #next = 0;

  constructor(readonly options: FirstRoundOptions) {}

  async turn(settled: readonly Settled[], room: number): Promise<Turn> {
    const { page, size, letters: writer } = this.options;
    const { recipients: all, isLastStep } = page;
    const recipients = all.slice(this.#next, Math.min(this.#next + room, size));
    this.#next += recipients.length;
    const letters = await atOnce(WRITTEN_AT_ONCE, recipients, (recipient) => writer.write(recipient));
    const isOver = recipients.length === 0 && settled.every(({ settlement }) => !settlement.next);
    const isLastPage = isOver && this.#next >= all.length;
    const { held, ...answer } = await this.#advance(letters, {
      settlements: settled.map(({ settlement }) => settlement),
      ...(recipients.length > 0 && { cursor: recipients.at(-1)?.userId }),
      ...(isLastPage && { ends: runStatusOf({ kind: 'processed' }, isLastStep) }),
    });
    return { ...answer, held, ...(isOver && { end: isLastPage ? 'waiting' : 'more' }) };
  }

  async #advance(letters: ListLetter[], rest: Pick<FirstAdvance, 'settlements' | 'cursor' | 'ends'>) {
    const drafts = letters.flatMap(draftsOf);
    const { sends, call, leaseMs } = this.options;
    const messages = letters.map(({ message }) => message);
    const deliveries = drafts.map(({ providers: _, ...claim }) => claim);
    // Those of a chunk that come last must still be held when their turn comes.
    const request = { call, leaseMs: 2 * leaseMs, messages, deliveries, ...rest };
    const { claimed, ...answer } = await persist(() => sends.advance(request), leaseMs);
    const places = new Set(claimed.map(deliveryKey));
    return { ...answer, held: drafts.filter((draft) => places.has(deliveryKey(draft))).map(heldOf) };
  }
}

function draftsOf({ message: { id: messageId }, shipment }: ListLetter): Draft[] {
  return (shipment?.legs ?? []).flatMap(({ rendition, providers }) => {
    const [first] = providers;
    return first ? [{ messageId, ...rendition, provider: { id: first.id, provider: first.provider }, providers }] : [];
  });
}

function heldOf({ messageId, channel, address, rendered, providers }: Draft): HeldDelivery {
  return { messageId, channel, address, rendered, providers, attempt: 1, answers: [], isInDoubt: false, elapsedMs: 0 };
}
