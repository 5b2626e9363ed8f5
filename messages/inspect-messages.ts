import { Content } from '../language/content/content.ts';
import { isJsonObject, type Json, type JsonObject } from '../language/json/json.ts';
import { MessageRequest } from '../language/message.ts';
import { InvalidInput, type Problem } from '../language/problem.ts';
import { isDynamic } from '../language/reference/reference.ts';
import { within } from '../language/within.ts';
import { checkContent } from './check-content.ts';
import { ContentBudget } from './content-budget.ts';
import { readDelay } from './windows/read-delay.ts';
import { wakeOf } from './windows/wake-of.ts';

/**
 * Says what is wrong with the messages that steps of one request bring along: their content is compiled, within one budget, so
 * that a template nobody could render is refused with the request. What has references inside is looked at when its step is
 * reached. `at`: the moment of the request, in milliseconds since the epoch.
 */
export function inspectMessages(at: number): (fields: JsonObject) => readonly Problem[] {
  const budget = new ContentBudget();
  return ({ message }) => {
    if (!isJsonObject(message)) return [];
    const content = Content.safeParse(message.content);
    return [...(content.success ? problemsOf(content.data, budget) : []), ...delayProblems(message.delay, at)];
  };
}

/** Whether a window opens in time is the message's own to tell. */
function delayProblems(written: Json | undefined, at: number): Problem[] {
  if (!isJsonObject(written) || Object.values(written).some(isDynamic)) return [];
  const { data: delay } = MessageRequest.shape.delay.safeParse(written);
  if (!delay) return [];
  const found = readDelay(delay).kind === 'window' ? undefined : wakeOf(delay, at, { to: {}, profile: {} });
  return typeof found === 'object' ? [within('message.delay', found)] : [];
}

function problemsOf(content: Content, budget: ContentBudget): readonly Problem[] {
  try {
    checkContent(content, 'message.content', budget);
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
}
