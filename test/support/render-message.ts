import { Content } from '../../language/content/content.ts';
import { compileContent, type Presentation, type Rendered, renderContent } from '../../messages/content.ts';
import { type MessageScope, variablesOf } from '../../messages/variables.ts';

/** Parses, compiles and renders content as a send does; for email, unless a channel is named. */
export function renderMessage(
  content: unknown,
  scope: Partial<MessageScope> = {},
  presentation: string | Partial<Presentation> = {},
): Rendered {
  const variables = variablesOf({ data: {}, profile: {}, ...scope });
  const more = typeof presentation === 'string' ? { channel: presentation } : presentation;
  return renderContent(compileContent(Content.parse(content)), { channel: 'email', variables, ...more });
}

/** The same for one element. */
export function renderElement(element: unknown, scope: Partial<MessageScope> = {}, channel = 'email'): Rendered {
  return renderMessage({ version: '2022-01-01', elements: [element] }, scope, channel);
}
