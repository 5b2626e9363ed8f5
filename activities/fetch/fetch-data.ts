import type { JsonObject } from '../../language/json/json.ts';
import { merge } from '../../language/json/merge.ts';
import type { Outbound } from '../ports/outbound.ts';
import { fits } from '../step/fits.ts';
import type { ReadyStep } from '../step/ready.ts';
import type { Effect } from '../step/step-transaction.ts';
import { ask } from './ask.ts';
import { type Miss, readAnswer } from './read-answer.ts';
import { requestOf } from './request-of.ts';

const INVALID_URL = 'Invalid URL';

/** asks, and merges the answer into the run's data. Whatever goes wrong with the call, the run goes on. */
export async function fetchData({ fields, call, scope }: ReadyStep<'fetch-data'>, outbound: Outbound): Promise<Effect> {
  const request = requestOf(fields.webhook, `${call.runId}-${call.order}`);
  if (!request) return { outcome: { kind: 'skipped', reason: INVALID_URL }, context: { reason: INVALID_URL } };
  const answer = readAnswer(await ask(outbound, request));
  if ('reason' in answer) return missed(answer);
  const data: JsonObject = merge(scope.data, answer.body, fields.merge_strategy);
  if (!fits(data)) return missed({ reason: 'the data of the run would become too large' });
  return { outcome: { kind: 'processed' }, contextChange: { data } };
}

/** What the server has to do with it stays out of the outcome, which goes into Temporal's history. */
function missed({ reason, detail }: Miss): Effect {
  return { outcome: { kind: 'missed', reason }, context: { reason: detail ? `${reason}: ${detail}` : reason } };
}
