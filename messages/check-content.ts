import type { Content } from '../language/content/content.ts';
import { InvalidInput } from '../language/problem.ts';
import { NO_CONTEXT } from '../language/run/scope.ts';
import { type CompiledContent, compileContent, renderContent } from './content.ts';
import type { ContentBudget } from './content-budget.ts';
import { MOST_BYTES } from './email/mail-size.ts';
import { RenderFailure } from './render-failure.ts';
import { variablesOf } from './variables.ts';

/**
 * Refuses content that could not be sent whatever the data: it does not compile, or makes a mail that is too large before any.
 * @param path What problems are named after, such as `notification.content`.
 * @param budget Shared by contents that are checked in one go.
 * @throws InvalidInput
 */
export function checkContent(content: Content, path: string, budget?: ContentBudget): void {
  const compiled = compileContent(content, path, budget);
  if (!isTooLarge(compiled)) return;
  throw new InvalidInput([{ path, message: `makes an e-mail of more than ${MOST_BYTES} bytes of HTML, data aside` }]);
}

/** Content that says nothing without data, or nothing in e-mail, is not. */
function isTooLarge(compiled: CompiledContent): boolean {
  try {
    const variables = variablesOf(NO_CONTEXT);
    return renderContent(compiled, { channel: 'email', variables }).html === undefined;
  } catch (error) {
    if (error instanceof RenderFailure) return false;
    throw error;
  }
}
