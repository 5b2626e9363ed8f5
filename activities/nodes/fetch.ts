import type { JsonObject } from '../../language/json/json.ts';
import { merge } from '../../language/json/merge.ts';
import { ask } from '../fetch/ask.ts';
import { type Miss, readAnswer } from '../fetch/read-answer.ts';
import { requestOf } from '../fetch/request-of.ts';
import type { Outbound } from '../ports/outbound.ts';
import type { SchemaCheck } from '../schema/schema-check.ts';
import { fits } from '../step/fits.ts';
import type { ReadyNode } from '../step/ready.ts';
import type { Effect } from '../step/step-transaction.ts';

const INVALID_URL = 'Invalid URL';

/** What fetch nodes work with. */
interface FetchTools {
  outbound: Outbound;
  schemas: SchemaCheck;
}

/**
 * N-31 to N-38: asks, merges the answer into the run's data and keeps it under the node's id. Whatever goes wrong with the
 * call, the run goes on (N-33); one that is no object as its author expected it is told of (N-36).
 */
export async function fetch(ready: ReadyNode<'fetch'>, { outbound, schemas }: FetchTools): Promise<Effect> {
  const { fields, scope, step } = ready;
  const request = requestOf(webhookOf(fields), keyOf(ready));
  if (!request) return { outcome: { kind: 'skipped', reason: INVALID_URL }, context: { reason: INVALID_URL } };
  const answer = await ask(outbound, request);
  const read = readAnswer(answer);
  if ('reason' in read) return missed(read);
  const { body } = read;
  const data: JsonObject =
    fields.merge_strategy === 'none' ? scope.data : merge(scope.data, body, fields.merge_strategy);
  const { status, headers } = answer as Extract<typeof answer, { kind: 'answered' }>;
  const outputs = { ...scope.outputs, [step.id]: { body, status, headers: { ...headers } } };
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

/** What the server has to do with it stays out of the outcome, which goes into Temporal's history. */
function missed({ reason, detail }: Miss): Effect {
  return { outcome: { kind: 'missed', reason }, context: { reason: detail ? `${reason}: ${detail}` : reason } };
}
