import type { Content } from '../language/content.ts';
import { InvalidInput, type Problem } from '../language/problem.ts';
import { wellFormed } from '../language/well-formed.ts';
import { type CompiledBody, OTHER_CHANNELS, compileBodies } from './compile-bodies.ts';
import { ContentBudget } from './content-budget.ts';
import { emailDocument } from './email-document.ts';
import { fieldCompiler } from './field-compiler.ts';
import { OutputBudget } from './output-budget.ts';
import { RenderFailure } from './render-failure.ts';
import { singleLine } from './single-line.ts';
import type { Rendering } from './templates/compile-template.ts';
import type { Variables } from './variables.ts';

/** Content whose templates are compiled. It holds no data and may be kept and shared. */
export interface CompiledContent {
  /** The channels it was written for; empty when it fits every channel. */
  channels: readonly string[];
  /** What a channel shows; undefined when nothing was written for it. */
  on(channel: string): CompiledBody | undefined;
}

/** What a recipient reads. Email: `subject?`, `html` and `text`. Every other channel: `title?` and `body`. */
export interface Rendered {
  subject?: string;
  title?: string;
  body?: string;
  html?: string;
  text?: string;
}

/**
 * Compiles content once, whatever it is sent on and to (§11.3).
 * @param path What problems are named after, such as `notification.content`.
 * @param budget Shared by contents that are compiled in one go.
 * @throws InvalidInput with the problem of every template in it.
 */
export function compileContent(content: Content, path = 'content', budget = new ContentBudget()): CompiledContent {
  const problems: Problem[] = [];
  const bodies = compileBodies(content, path, fieldCompiler(problems, content.scope === 'strict', budget));
  if (problems.length > 0) throw new InvalidInput(problems);
  return {
    channels: bodies.has(OTHER_CHANNELS) ? [] : [...bodies.keys()],
    on: (channel) => bodies.get(channel) ?? bodies.get(OTHER_CHANNELS),
  };
}

/**
 * Renders content for one channel. Each part (subject, html, text) has a budget of 1 MB of its own.
 * @throws RenderFailure naming the field; its message holds no values.
 */
export function renderContent(compiled: CompiledContent, channel: string, variables: Variables): Rendered {
  const found = compiled.on(channel);
  if (!found) throw new RenderFailure(`nothing is written for the channel ${channel}`, 'content');
  const { element, isDocument } = found;
  const part = (): Rendering => ({ channel, variables, budget: new OutputBudget() });
  const title = singleLine(element.title?.(part()) ?? '');
  const text = element.text(part());
  if (channel !== 'email') return storable({ ...(title && { title }), body: text });
  const html = element.html(part());
  return storable({ ...(title && { subject: title }), html: isDocument ? html : emailDocument(html, title), text });
}

/** A template can take a character apart (`{{name.[0]}}`), and PostgreSQL refuses the halves. */
function storable(rendered: Rendered): Rendered {
  return Object.fromEntries(Object.entries(rendered).map(([part, text]) => [part, wellFormed(text)]));
}
