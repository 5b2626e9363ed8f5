import { Content } from '../../../language/content.ts';
import { type JsonObject, isJsonObject } from '../../../language/json.ts';
import { InvalidInput, type Problem } from '../../../language/problem.ts';
import { compileContent } from '../../../messages/content.ts';

/**
 * What is wrong with the content that a step's fields bring along: it is compiled, so that a template nobody could render is
 * refused with the request. Content with references inside is looked at when its step is reached.
 */
export function contentProblems({ message }: JsonObject): readonly Problem[] {
  const written = isJsonObject(message) ? Content.safeParse(message.content) : undefined;
  if (!written?.success) return [];
  try {
    compileContent(written.data, 'message.content');
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
}
