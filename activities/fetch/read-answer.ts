import { problemsOfJson } from '../../language/json/check-json.ts';
import { isJsonObject, type JsonObject } from '../../language/json/json.ts';
import { spelledOut } from '../../language/problem.ts';
import type { OutboundAnswer } from '../ports/outbound.ts';

/** Why an answer is of no use. `detail` may tell of the server, and is for those who may inspect the run. */
export interface Miss {
  reason: string;
  detail?: string;
}

/** An answer that is of use. */
export interface JsonAnswer {
  body: JsonObject;
  status: number;
  headers: Readonly<Record<string, string>>;
}

type Answered = Extract<OutboundAnswer, { kind: 'answered' }>;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The JSON object that was answered, fit to be kept, or why there is none. F-02, N-33 */
export function readAnswer(answer: OutboundAnswer): JsonAnswer | Miss {
  switch (answer.kind) {
    case 'refused':
      return { reason: 'the call is not allowed', detail: answer.reason };
    case 'unanswered':
      return { reason: 'the call was not answered', detail: answer.reason };
    case 'oversized':
      return { reason: 'the answer is too large' };
    case 'answered':
      return isSuccess(answer)
        ? readBody(answer)
        : { reason: 'the answer is no success', detail: `status ${answer.status}` };
    default:
      return answer satisfies never;
  }
}

function isSuccess({ status }: { status: number }): boolean {
  return status >= 200 && status < 300;
}

function readBody({ body: bytes, status, headers }: Answered): JsonAnswer | Miss {
  const body = parse(bytes);
  if (!isJsonObject(body)) return { reason: 'the answer is no JSON object' };
  const problems = problemsOfJson(body);
  if (problems.length === 0) return { body, status, headers };
  return { reason: 'the answer holds what no data may hold', detail: spelledOut(problems) };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}
