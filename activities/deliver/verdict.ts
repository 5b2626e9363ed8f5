import type { AttemptOutcome, Settlement } from '../ports/ledger.ts';
import type { ProviderConfig } from '../ports/runs.ts';
import type { Answer } from './providers/provider.ts';
import { retryDelay } from './retry-delay.ts';

/** What a provider's answer means for the delivery; a `message` only once nothing more will be tried. */
export interface Verdict {
  outcome: AttemptOutcome;
  answer: string;
  /** Zero: the next provider, at once. Absent: this was the last attempt. */
  retryInMs?: number;
  message?: Settlement['message'];
}

interface Circumstances {
  /** Counts every attempt of the delivery, from 1. */
  attempt: number;
  isLastProvider: boolean;
  provider: ProviderConfig;
  mock: boolean;
}

/** Judges the answers of one round through the providers, the newest last (§11.4, reliability 1 and 4). */
export function verdictOf(answers: readonly Answer[], circumstances: Circumstances): Verdict {
  const newest = answers.at(-1) as Answer;
  const outcome = newest.kind === 'transient' ? 'deferred' : newest.kind;
  const retryInMs = retryOf(answers, newest, circumstances);
  const verdict: Verdict = { outcome, answer: newest.answer };
  return retryInMs === undefined ? { ...verdict, message: endOf(newest, circumstances) } : { ...verdict, retryInMs };
}

/** An outcome that is not known and that nobody will look into. */
export function held(answer: string): Verdict {
  const error = 'the outcome of the provider call is unknown';
  return { outcome: 'unknown', answer, message: { status: 'ROUTED', error, history: [] } };
}

/** A refusal or a transient failure moves on to the next provider; an unknown outcome never does. */
function retryOf(
  answers: readonly Answer[],
  newest: Answer,
  { attempt, isLastProvider, provider }: Circumstances,
): number | undefined {
  if (newest.kind === 'sent') return undefined;
  if (newest.kind === 'unknown') return provider.guarantee === 'at-least-once' ? retryDelay(attempt) : undefined;
  if (!isLastProvider) return 0;
  const transient = answers.filter((answer) => answer.kind === 'transient');
  if (transient.length === 0) return undefined;
  return retryDelay(attempt, Math.max(...transient.map(({ retryInMs = 0 }) => retryInMs)));
}

function endOf(answer: Answer, { mock, provider: { provider } }: Circumstances): Settlement['message'] {
  const ts = Date.now();
  switch (answer.kind) {
    case 'sent': {
      const status = mock ? 'SIMULATED' : 'SENT';
      return { status, history: [{ type: status, ts, provider }] };
    }
    case 'unknown':
      return held(answer.answer).message;
    case 'refused':
    case 'transient': {
      const reason = answer.kind === 'refused' && answer.bounced ? 'BOUNCED' : 'PROVIDER_ERROR';
      return {
        status: 'UNDELIVERABLE',
        reason,
        error: answer.answer,
        history: [{ type: 'UNDELIVERABLE', ts, reason, provider }],
      };
    }
    default:
      return answer satisfies never;
  }
}
