import type { JsonObject } from '../../language/json/json.ts';
import { merge } from '../../language/json/merge.ts';
import { fits } from '../step/fits.ts';
import type { ReadyStep } from '../step/ready.ts';
import type { Effect } from '../step/step-transaction.ts';
import { answerTo } from './answer-to.ts';
import type { FetchTools } from './fetch-tools.ts';
import { missed } from './missed.ts';

/** asks, and merges the answer into the run's data. Whatever goes wrong with the call, the run goes on. */
export async function fetchData(
  { fields, call, scope }: ReadyStep<'fetch-data'>,
  { outbound }: FetchTools,
): Promise<Effect> {
  const answer = await answerTo(outbound, fields.webhook, `${call.runId}-${call.order}`);
  if ('outcome' in answer) return answer;
  const data: JsonObject = merge(scope.data, answer.body, fields.merge_strategy);
  if (!fits(data)) return missed({ reason: 'the data of the run would become too large' });
  return { outcome: { kind: 'processed' }, contextChange: { data } };
}
