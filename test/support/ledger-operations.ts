import fc from 'fast-check';

import type { ClaimRequest, Settlement } from '../../activities/ports/ledger.ts';
import type { StepRecord } from '../../activities/ports/runs.ts';
import type { Json } from '../../language/json/json.ts';
import { MergeStrategy } from '../../language/json/merge.ts';

/** Longer than the lease of a claim that is carried out, shorter than two of the hours that pass. */
const RETRY_MS = 90 * 60_000;

/** The body of a run whose steps 0 and 2 send and whose step 1 waits. */
export const LEDGER_RUN = {
  data: {},
  automation: {
    steps: [
      { action: 'send', ref: 'first', message: { to: { email: 'a@x.io' }, content: { title: 'T', body: 'B' } } },
      { action: 'delay', duration: '1 day' },
      { action: 'send', message: { to: { email: 'a@x.io' }, content: { title: 'T', body: 'B' } } },
    ],
  },
};

/** What can happen to a run's rows; ids, times and texts are filled in where it is carried out. */
export type LedgerOperation =
  | LedgerClaim<'claim'>
  | LedgerClaim<'claim pending'>
  | { kind: 'settle'; order: number; channel: LedgerChannel; attempt: number; verdict: LedgerVerdict }
  | { kind: 'record'; order: number; effect: LedgerEffect }
  | { kind: 'cancel message'; order: number }
  | { kind: 'finish' | 'pass an hour' | 'cancel' };

interface LedgerClaim<Kind> {
  kind: Kind;
  order: number;
  channel: LedgerChannel;
  provider: ClaimRequest['provider'];
  context: object;
}

/** The message of step 2 goes out on both, that of step 0 on the first. */
type LedgerChannel = 'email' | 'sms';

type LedgerVerdict = Pick<
  Settlement,
  'outcome' | 'retryInMs' | 'message' | 'step' | 'isUnclaimed' | 'isUncalled' | 'resumesAt'
>;
type LedgerEffect = Pick<
  StepRecord,
  'outcome' | 'status' | 'runStatus' | 'context' | 'profileChange' | 'contextChange'
> & {
  unroutable?: boolean;
  /** With a run that the step starts. */
  invokes?: boolean;
};

const places = fc.constantFrom<{ order: number; channel: LedgerChannel }>(
  { order: 0, channel: 'email' },
  { order: 2, channel: 'email' },
  { order: 2, channel: 'sms' },
);
const history = [{ type: 'X', ts: 1 }];

const another: fc.Arbitrary<LedgerVerdict> = fc.record({
  outcome: fc.constantFrom('refused', 'deferred', 'unknown'),
  retryInMs: fc.constantFrom(0, RETRY_MS),
  resumesAt: fc.constant(RETRY_MS),
});

const last: fc.Arbitrary<LedgerVerdict> = fc
  .tuple(
    fc.constantFrom<Pick<LedgerVerdict, 'outcome' | 'message'>>(
      { outcome: 'sent', message: { status: 'SENT', history } },
      { outcome: 'sent', message: { status: 'SIMULATED', history: [] } },
      { outcome: 'refused', message: { history } },
      { outcome: 'refused', message: { status: 'UNDELIVERABLE', reason: 'BOUNCED', error: 'no such user', history } },
      { outcome: 'unknown', message: { status: 'ROUTED', error: 'not known', history: [] } },
    ),
    fc.constantFrom('PROCESSING', 'PROCESSED'),
    fc.constantFrom(undefined, undefined, RETRY_MS),
  )
  .map(([verdict, runStatus, _resumesAt]) => ({
    ...verdict,
    step: { outcome: { kind: 'processed', resumesAt: 7 }, runStatus },
  }));

const givenUp = fc.constant<LedgerVerdict>({
  outcome: 'refused',
  isUnclaimed: true,
  message: { status: 'UNROUTABLE', reason: 'NO_PROVIDERS', error: 'gone', history },
});

const uncalled = fc.constant<LedgerVerdict>({
  outcome: 'deferred',
  isUncalled: true,
  retryInMs: RETRY_MS,
  resumesAt: RETRY_MS,
});

const ended = fc.constantFrom<LedgerEffect>(
  { outcome: { kind: 'processed' }, status: 'PROCESSED', runStatus: 'PROCESSING', context: {} },
  { outcome: { kind: 'processed' }, status: 'PROCESSED', runStatus: 'PROCESSED', context: {}, unroutable: true },
  { outcome: { kind: 'skipped', reason: 'r' }, status: 'SKIPPED', runStatus: 'PROCESSING', context: { reason: 'r' } },
  { outcome: { kind: 'failed', reason: 'r' }, status: 'ERROR', runStatus: 'ERROR', context: { reason: 'r' } },
  { outcome: { kind: 'waits', until: 5 }, status: 'WAITING', runStatus: 'WAITING', context: { wakes_at: 'then' } },
);

const facts = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  fc.constantFrom<Json>(1, null, [1], { x: 1 }, { y: { z: 2 } }),
);

const profileChange: fc.Arbitrary<StepRecord['profileChange']> = fc.record({
  userId: fc.constantFrom('ada', 'bob'),
  profile: facts,
  strategy: fc.constantFrom(...MergeStrategy.options),
  isRunsRecipient: fc.boolean(),
});

const contextChange = fc.record({ data: facts, profile: facts }, { requiredKeys: [] });

const changed: fc.Arbitrary<LedgerEffect> = fc
  .tuple(ended, fc.record({ profileChange, contextChange, invokes: fc.boolean() }, { requiredKeys: [] }))
  .map(([effect, changes]) => ({ ...effect, ...changes }));

const claimed = fc.record({
  kind: fc.constantFrom('claim', 'claim', 'claim pending'),
  provider: fc.record({
    id: fc.constantFrom('one', 'two'),
    provider: fc.constant('smtp'),
    guarantee: fc.constantFrom('at-least-once', 'at-most-once'),
  }),
  context: fc.constantFrom({}, { reason: 'of the claim' }),
});

const claim = fc
  .tuple(places, claimed)
  .map(([place, request]): LedgerOperation => ({ ...place, ...request }) as LedgerOperation);

const settled = fc.record({
  kind: fc.constant('settle'),
  attempt: fc.constantFrom(1, 1, 2, 3),
  verdict: fc.oneof(
    { weight: 3, arbitrary: another },
    { weight: 2, arbitrary: last },
    { weight: 1, arbitrary: givenUp },
    { weight: 1, arbitrary: uncalled },
  ),
});

const settle = fc.tuple(places, settled).map(([place, request]): LedgerOperation => ({ ...place, ...request }));

const record: fc.Arbitrary<LedgerOperation> = fc.record({
  kind: fc.constant('record'),
  order: fc.constantFrom(0, 1, 2),
  effect: fc.oneof(ended, changed),
});

const cancelMessage: fc.Arbitrary<LedgerOperation> = fc.record({
  kind: fc.constant('cancel message'),
  order: fc.constantFrom(0, 2),
});

/** Any sequence of them, sensible or not: the rows must stand up to both. */
export const ledgerOperations = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: claim },
    { weight: 6, arbitrary: settle },
    { weight: 4, arbitrary: record },
    { weight: 4, arbitrary: fc.constant<LedgerOperation>({ kind: 'pass an hour' }) },
    { weight: 1, arbitrary: cancelMessage },
    { weight: 1, arbitrary: fc.constantFrom<LedgerOperation>({ kind: 'finish' }, { kind: 'cancel' }) },
  ),
  { minLength: 4, maxLength: 20 },
);
