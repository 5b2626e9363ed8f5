import { Content } from '../../../language/content.ts';
import { isJsonObject } from '../../../language/json.ts';
import type { Plan } from '../../../language/plan.ts';
import { InvalidInput, type Problem } from '../../../language/problem.ts';
import { compileContent } from '../../../messages/content.ts';

/**
 * Compiles the content that a plan's steps bring along, so that a template nobody could render is refused with the request.
 * Content with references inside is looked at when its step is reached.
 * @throws InvalidInput with the problems of all steps
 */
export function checkContent({ steps }: Plan): void {
  const problems = steps.flatMap(({ fields }, order) => {
    const written = isJsonObject(fields.message) ? Content.safeParse(fields.message.content) : undefined;
    return written?.success ? problemsOf(written.data, `automation.steps.${order}.message.content`) : [];
  });
  if (problems.length > 0) throw new InvalidInput(problems);
}

function problemsOf(content: Content, path: string): readonly Problem[] {
  try {
    compileContent(content, path);
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
}
