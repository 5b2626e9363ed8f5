import type { SendListFields } from '../../language/actions/send-list.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { merge } from '../../language/json/merge.ts';
import { ask } from '../fetch/ask.ts';
import { readAnswer } from '../fetch/read-answer.ts';
import { requestOf } from '../fetch/request-of.ts';
import type { Outbound } from '../ports/outbound.ts';

/** What a list's message is written with for one recipient, and why something is missing from it. */
export interface RecipientData {
  data: JsonObject;
  missing?: string;
}

/** Asks the list's data source about a recipient, and merges its answer into the data; without an answer they stay as they are. */
export async function recipientData(
  source: NonNullable<SendListFields['data_source']>,
  { userId, data }: { userId: string; data: JsonObject },
  outbound: Outbound,
): Promise<RecipientData> {
  const { webhook, merge_strategy: strategy } = source;
  const params = { ...webhook.params, recipientId: userId };
  const request = requestOf({ ...webhook, method: 'GET', params }, '');
  if (!request) return { data, missing: 'Invalid URL' };
  const answer = readAnswer(await ask(outbound, request));
  if ('body' in answer) return { data: merge(data, answer.body, strategy) };
  return { data, missing: answer.detail ? `${answer.reason}: ${answer.detail}` : answer.reason };
}
