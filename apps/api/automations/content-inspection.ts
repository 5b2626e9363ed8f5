import { Content } from '../../../language/content.ts';
import { type JsonObject, isJsonObject } from '../../../language/json.ts';
import { InvalidInput, type Problem } from '../../../language/problem.ts';
import { checkContent } from '../../../messages/check-content.ts';
import { ContentBudget } from '../../../messages/content-budget.ts';

/**
 * Says what is wrong with the content that steps of one request bring along: it is compiled, within one budget, so that a
 * template nobody could render is refused with the request. Content with references inside is looked at when its step is
 * reached.
 */
export function contentInspection(): (fields: JsonObject) => readonly Problem[] {
  const budget = new ContentBudget();
  return ({ message }) => {
    const written = isJsonObject(message) ? Content.safeParse(message.content) : undefined;
    return written?.success ? problemsOf(written.data, budget) : [];
  };
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
