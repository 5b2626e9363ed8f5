import type { Outbound } from '../ports/outbound.ts';
import type { Effect } from '../step/step-transaction.ts';
import { ask } from './ask.ts';
import { missed } from './missed.ts';
import { type JsonAnswer, readAnswer } from './read-answer.ts';
import { requestOf } from './request-of.ts';

const INVALID_URL = 'Invalid URL';

/** What a server answered; or what becomes of the step without that, which never ends the run. A-40, N-32, N-33 */
export async function answerTo(
  outbound: Outbound,
  ...[webhook, key]: Parameters<typeof requestOf>
): Promise<JsonAnswer | Effect> {
  const request = requestOf(webhook, key);
  if (!request) return { outcome: { kind: 'skipped', reason: INVALID_URL }, context: { reason: INVALID_URL } };
  const answer = readAnswer(await ask(outbound, request));
  return 'reason' in answer ? missed(answer) : answer;
}
