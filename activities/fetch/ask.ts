import type { Outbound, OutboundAnswer } from '../ports/outbound.ts';
import type { Question } from './request-of.ts';

/** For all tries together, pauses included. A-40 */
const TIMEOUT_MS = 10_000;
const MOST_BYTES = 1024 * 1024;

/** Asked a second and a third time, these change nothing more than the first did. N-37 */
const REPEATABLE = new Set(['GET', 'PUT', 'DELETE']);
const PAUSES_MS = [250, 1_000];

/** The answer to a question, asked up to three times where that does no harm and there is time left for it. N-37 */
export async function ask(outbound: Outbound, question: Question, clock = outbound.clock): Promise<OutboundAnswer> {
  const end = clock.now() + TIMEOUT_MS;
  for (let tries = 0; ; tries += 1) {
    const timeoutMs = Math.max(1, end - clock.now());
    const answer = await outbound.send({ ...question, timeoutMs, maxBytes: MOST_BYTES });
    const leastMs = REPEATABLE.has(question.method) && mayPass(answer) ? PAUSES_MS[tries] : undefined;
    if (leastMs === undefined) return answer;
    const waitMs = Math.max(leastMs, askedToWait(answer, clock.now()));
    if (clock.now() + waitMs >= end) return answer;
    await clock.pause(waitMs);
  }
}

function mayPass(answer: OutboundAnswer): boolean {
  if (answer.kind === 'answered') return answer.status === 429 || answer.status >= 500;
  return answer.kind === 'unanswered';
}

/** What a server's Retry-After says, a number of seconds or a date, in milliseconds from now. */
function askedToWait(answer: OutboundAnswer, now: number): number {
  const written = answer.kind === 'answered' ? (answer.headers['retry-after'] ?? '') : '';
  const ms = /^\d+$/.test(written) ? Number(written) * 1_000 : Date.parse(written) - now;
  return ms > 0 ? ms : 0;
}
