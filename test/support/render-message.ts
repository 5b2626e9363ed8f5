import { Content } from '../../language/content.ts';
import { type Rendered, compileContent, renderContent } from '../../messages/content.ts';
import { type MessageScope, variablesOf } from '../../messages/variables.ts';

/** Parses, compiles and renders content as a send does. */
export function renderMessage(content: unknown, scope: Partial<MessageScope> = {}, channel = 'email'): Rendered {
  const variables = variablesOf({ data: {}, profile: {}, ...scope });
  return renderContent(compileContent(Content.parse(content)), { channel, variables });
}

/** The same for one element. */
export function renderElement(element: unknown, scope: Partial<MessageScope> = {}, channel = 'email'): Rendered {
  return renderMessage({ version: '2022-01-01', elements: [element] }, scope, channel);
}
