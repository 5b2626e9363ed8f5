import type { JsonObject } from '../../language/json/json.ts';
import { merge } from '../../language/json/merge.ts';
import { answerTo } from '../fetch/answer-to.ts';
import type { FetchTools } from '../fetch/fetch-tools.ts';
import { missed } from '../fetch/missed.ts';
import { fits } from '../step/fits.ts';
import type { ReadyNode } from '../step/ready.ts';
import type { Effect } from '../step/step-transaction.ts';

/**
 * N-31 to N-38: asks, merges the answer into the run's data and keeps it under the node's id. Whatever goes wrong with the
 * call, the run goes on (N-33); one that is no object as its author expected it is told of (N-36).
 */
export async function fetch(ready: ReadyNode<'fetch'>, { outbound, schemas }: FetchTools): Promise<Effect> {
  const { fields, scope, step } = ready;
  const answer = await answerTo(outbound, webhookOf(fields), keyOf(ready));
  if ('outcome' in answer) return answer;
  const { body } = answer;
  const data: JsonObject =
    fields.merge_strategy === 'none' ? scope.data : merge(scope.data, body, fields.merge_strategy);
  const outputs = { ...scope.outputs, [step.id]: { ...answer, headers: { ...answer.headers } } };
  if (!fits({ data, outputs })) return missed({ reason: 'the data of the run would become too large' });
  const violations = fields.response_schema ? schemas.violations(fields.response_schema as JsonObject, body) : [];
  const context = violations.length > 0 ? { violations } : {};
  return { outcome: { kind: 'processed' }, contextChange: { data, outputs }, context };
}

function webhookOf({ method, url, headers, body, query_params: params }: ReadyNode<'fetch'>['fields']) {
  const verb = { get: 'GET', delete: 'DELETE', post: 'POST', put: 'PUT' } as const;
  return { method: verb[method], url, headers, body: body ?? undefined, params };
}

/** For servers that deduplicate what changes them. N-37 */
function keyOf({ fields: { method }, call, step }: ReadyNode<'fetch'>): string | undefined {
  return method === 'post' || method === 'put' ? `${call.runId}-${step.id}` : undefined;
}
