import type { PageEnd, StepCall } from '../../workflows/contracts/step-activities.ts';
import type { CallProvider } from '../deliver/call-provider.ts';
import type { Composer } from '../deliver/compose.ts';
import { deliveryKey } from '../deliver/delivery-key.ts';
import type { PacedCalls } from '../deliver/paced-calls.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ListPage, ListSends } from '../ports/list-sends.ts';
import type { Outbound } from '../ports/outbound.ts';
import { AgainRound } from './again-round.ts';
import { Attempts } from './attempts.ts';
import { FirstRound } from './first-round.ts';
import type { HeldDelivery, Settled } from './held-delivery.ts';
import { ListLetters } from './list-letters.ts';
import type { Round, Turn } from './round.ts';

/** Of recipients: one page is one activity. */
export const LIST_PAGE = 1_000;
const CHUNK = 50;
/** Well within the activity's own time, however slow the providers are. */
const PAGE_MS = 5 * 60_000;
/** What waits is gathered for so long, so that a page is worth its events. */
const GATHER_MS = 5_000;

interface ListSendOptions {
  sends: ListSends;
  ledger: Ledger;
  composer: Composer;
  /** Where a list's data source is asked. */
  outbound: Outbound;
  callProvider: CallProvider;
  pacedCalls: PacedCalls;
  /** Longer than any provider's time-out, in milliseconds. */
  leaseMs: number;
  /** Aborted when no more calls are to begin, since the worker stops: what is left of a page is another's. */
  leaving: AbortSignal;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** One page of a send to a list: chunks of messages are written, claimed, sent and settled, a statement a chunk. */
export class ListSend {
  constructor(readonly options: ListSendOptions) {}

  async page(step: StepCall, signal: AbortSignal): Promise<PageEnd> {
    const { sends, ledger, callProvider, pacedCalls, leaseMs, leaving, now } = this.options;
    const page = await sends.page(step, LIST_PAGE + 1);
    if (!page) return { kind: 'closed' };
    const attempts = new Attempts({ callProvider, pacedCalls, ledger, mock: page.mock, signal, leaving, leaseMs, now });
    return work(this.#roundOf(step, page), attempts, { ends: AbortSignal.any([signal, leaving]), now });
  }

  #roundOf(step: StepCall, page: ListPage): Round {
    const { sends, composer, outbound, leaseMs, now } = this.options;
    const { material, fields } = page;
    const { providers } = material;
    const wanted = fields.message?.channels;
    if (page.isTried) return new AgainRound({ sends, call: step, providers, wanted, leaseMs });
    const letters = new ListLetters({ composer, outbound, call: step, page, now });
    return new FirstRound({ sends, letters, call: step, page, size: LIST_PAGE, leaseMs });
  }
}

async function work(
  round: Round,
  attempts: Attempts,
  { ends, now }: { ends: AbortSignal; now: () => number },
): Promise<PageEnd> {
  const end = now() + PAGE_MS;
  let settled: Settled[] = [];
  for (let count = 0; ; count += settled.length) {
    const isFull = ends.aborted || now() > end || count >= LIST_PAGE;
    const goingOn = settled.filter(({ settlement }) => settlement.next).length;
    const turn = await round.turn(settled, isFull ? 0 : CHUNK - goingOn);
    if (!turn.isOpen) return { kind: 'closed' };
    if (turn.end) return endOf(turn);
    settled = await attempts.make([...continuedOf(settled, turn), ...turn.held]);
  }
}

function continuedOf(settled: readonly Settled[], { continued }: Turn): HeldDelivery[] {
  const rests = new Map(settled.map(({ rest }) => [deliveryKey(rest), rest]));
  return continued.flatMap((place) => {
    const rest = rests.get(deliveryKey(place));
    return rest ? [{ ...rest, attempt: place.attempt }] : [];
  });
}

function endOf({ end, waitMs }: Turn): PageEnd {
  if (end === 'more') return { kind: 'more' };
  return waitMs === undefined ? { kind: 'done' } : { kind: 'later', inMs: Math.ceil(Math.max(waitMs, GATHER_MS)) };
}
