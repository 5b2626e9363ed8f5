import type { AttemptOutcome, Settlement } from '../ports/ledger.ts';
import type { ProviderConfig } from '../ports/provider-config.ts';
import { historyEvent } from './history-event.ts';
import type { Answer } from './providers/provider.ts';
import { retryDelay } from './retry-delay.ts';

/** What a provider's answer means for the delivery; a `message` only once nothing more will be tried on its channel. */
export interface Verdict {
  outcome: AttemptOutcome;
  answer: string;
  /** Zero: the next provider, at once. Absent: this was the last attempt. */
  retryInMs?: number;
  message?: Settlement['message'];
  isUncalled?: boolean;
}

interface Circumstances {
  channel: string;
  /** For how long the delivery has been tried, in milliseconds. */
  elapsedMs: number;
  isLastProvider: boolean;
  /** On every other channel the message was refused. */
  isLastHope: boolean;
  provider: ProviderConfig;
  mock: boolean;
  /** When the newest answer is judged, in milliseconds since the epoch. */
  at: number;
}

/** Judges the answers of one round through the providers, the newest last (§11.4). */
export function verdictOf(answers: readonly Answer[], circumstances: Circumstances): Verdict {
  const newest = answers.at(-1) as Answer;
  const outcome = newest.kind === 'transient' ? 'deferred' : newest.kind;
  const retryInMs = retryOf(answers, newest, circumstances);
  const verdict: Verdict = { outcome, answer: newest.answer };
  if (retryInMs !== undefined) return { ...verdict, retryInMs };
  // A channel that is given up is over, whatever its last answer was.
  return { ...verdict, outcome: outcome === 'deferred' ? 'refused' : outcome, message: endOf(newest, circumstances) };
}

/** An outcome that is not known and that nobody will look into. */
export function held(answer: string): Verdict {
  const error = 'the outcome of the provider call is unknown';
  return { outcome: 'unknown', answer, message: { status: 'ROUTED', error, history: [] } };
}

/**
 * A call that its provider's rate limit leaves for later, or that the worker did not live to make. It says nothing of the
 * provider, so nobody else is asked instead, and none of the time passes for which a delivery is tried. A doubt stays one.
 */
export function uncalled(inMs: number, isInDoubt: boolean): Verdict {
  const answer = 'it was not called: its rate limit leaves that for later';
  const retryInMs = Math.max(1, Math.ceil(inMs));
  return { outcome: isInDoubt ? 'unknown' : 'deferred', answer, retryInMs, isUncalled: !isInDoubt };
}

/** A channel for which no provider is configured any more. */
export function unroutable(channel: string, isLastHope: boolean, at: number): Verdict {
  const reason = 'NO_PROVIDERS';
  const error = `${channel}: no provider is configured any more`;
  const history = [historyEvent('UNROUTABLE', at, { channel, reason })];
  const message: Verdict['message'] = isLastHope ? { status: 'UNROUTABLE', reason, error, history } : { history };
  return { outcome: 'refused', answer: error, message };
}

/** A refusal or a transient failure moves on to the next provider; an unknown outcome never does. */
function retryOf(
  answers: readonly Answer[],
  newest: Answer,
  { elapsedMs, isLastProvider, provider }: Circumstances,
): number | undefined {
  if (newest.kind === 'sent') return undefined;
  if (newest.kind === 'unknown') return mayRepeat(newest, provider) ? retryDelay(elapsedMs) : undefined;
  if (!isLastProvider) return 0;
  const transient = answers.filter((answer) => answer.kind === 'transient');
  if (transient.length === 0) return undefined;
  return retryDelay(elapsedMs, Math.max(...transient.map(({ retryInMs = 0 }) => retryInMs)));
}

function mayRepeat({ isFinal }: Extract<Answer, { kind: 'unknown' }>, { guarantee }: ProviderConfig): boolean {
  return !isFinal && guarantee === 'at-least-once';
}

function endOf(answer: Answer, circumstances: Circumstances): Verdict['message'] {
  const {
    channel,
    isLastHope,
    mock,
    at,
    provider: { provider },
  } = circumstances;
  switch (answer.kind) {
    case 'sent': {
      const status = mock ? 'SIMULATED' : 'SENT';
      return { status, history: [historyEvent(status, at, { channel, provider })] };
    }
    case 'unknown':
      return held(answer.answer).message;
    case 'refused':
    case 'transient': {
      const reason = answer.kind === 'refused' && answer.bounced ? 'BOUNCED' : 'PROVIDER_ERROR';
      const history = [historyEvent('UNDELIVERABLE', at, { channel, reason, provider })];
      if (!isLastHope) return { history };
      return { status: 'UNDELIVERABLE', reason, error: answer.answer, history };
    }
    default:
      return answer satisfies never;
  }
}
