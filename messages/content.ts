import type { Content } from '../language/content/content.ts';
import { memberOf } from '../language/json/member-of.ts';
import { wellFormed } from '../language/json/well-formed.ts';
import { InvalidInput, type Problem } from '../language/problem.ts';
import type { CompiledBrand } from './brand/compiled-brand.ts';
import { type CompiledBody, compileBodies, OTHER_CHANNELS } from './compile-bodies.ts';
import { ContentBudget } from './content-budget.ts';
import { ContentCompiler } from './content-compiler.ts';
import { elementColors } from './element-colors.ts';
import { dressEmail } from './email/dress-email.ts';
import { plainFrame } from './email/email-frame.ts';
import { localesOf } from './locales-of.ts';
import { OutputBudget } from './output-budget.ts';
import { RenderFailure } from './render-failure.ts';
import type { Rendering } from './rendering.ts';
import { singleLine } from './single-line.ts';
import type { Variables } from './variables.ts';

/** It is kept in the message's history. */
const MOST_REPORTED = 20;

/** Content whose templates are compiled. It holds no data and may be kept and shared. */
export interface CompiledContent {
  /** The channels it was written for; empty when it fits every channel. */
  channels: readonly string[];
  /** What a channel shows: the first body whose `if` holds. */
  on(channel: string): readonly CompiledBody[];
  /** The names that its elements go by. */
  refs: readonly string[];
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
  const compiler = new ContentCompiler(content.scope === 'strict', budget);
  const bodies = compileBodies(content, path, compiler);
  if (compiler.problems.length > 0) throw new InvalidInput(compiler.problems);
  const ofOthers = bodies.get(OTHER_CHANNELS) ?? [];
  return {
    channels: ofOthers.length > 0 ? [] : [...bodies.keys()],
    on: (channel) => [...((channel !== OTHER_CHANNELS && bodies.get(channel)) || []), ...ofOthers],
    refs: [...compiler.refs],
  };
}

/** What content is rendered for. */
export interface Presentation {
  channel: string;
  variables: Variables;
  /** Paths in the data that are promised and lead to nothing. N-07 */
  missing?: readonly string[];
  brand?: CompiledBrand;
  /** Told, once each, of the `if` and `loop` that could not be evaluated, whose elements are not shown for that reason. */
  report?: (problem: Problem) => void;
  /** Told what an email goes without. */
  warn?: (warning: string) => void;
}

/**
 * Renders content for one channel, in the language of the profile's `locale`. Each part (subject, html, text) has a budget of
 * 1 MB of its own. An email that would be too large for mail programs has no html.
 * @throws RenderFailure naming the field; its message holds no values.
 */
export function renderContent(compiled: CompiledContent, presentation: Presentation): Rendered {
  const { channel, brand, warn = () => {} } = presentation;
  const part = partsOf(compiled, presentation);
  const body = compiled.on(channel).find(({ isShown }) => isShown(part()));
  if (!body) throw new RenderFailure(`nothing is written for the channel ${channel}`, 'content');
  const { element, isDocument } = body;
  const title = singleLine(element.title?.(part()) ?? '');
  const text = element.text(part());
  if (channel !== 'email') return storable({ ...(title && { title }), body: text });
  const bare = { title, html: element.html(part()), text, isDocument: isDocument(part()) };
  return storable({ ...(title && { subject: title }), ...dressEmail(bare, { frame: brand?.frame, part, warn }) });
}

/** What each part is rendered with: nothing that one of them spends or shows counts for the next. */
function partsOf(
  { refs }: CompiledContent,
  { channel, variables, missing, brand, report = () => {} }: Presentation,
): () => Rendering {
  const unseen = () => Object.fromEntries(refs.map((name) => [name, { visible: false }]));
  const shared = {
    channel,
    variables,
    missing,
    locales: localesOf(memberOf(variables.profile, 'locale')),
    colors: elementColors((brand?.frame ?? plainFrame).surface, brand?.primary),
    report: once(report),
  };
  return () => ({ ...shared, budget: new OutputBudget(), refs: unseen() });
}

/** A problem comes up in each part and each turn of a loop. */
function once(report: Rendering['report']): Rendering['report'] {
  const told = new Set<string>();
  return (problem) => {
    if (told.has(problem.path) || told.size === MOST_REPORTED) return;
    told.add(problem.path);
    report(problem);
  };
}

/** A template can take a character apart (`{{name.[0]}}`), and PostgreSQL refuses the halves. */
function storable(rendered: Rendered): Rendered {
  return Object.fromEntries(Object.entries(rendered).map(([part, text]) => [part, wellFormed(text)]));
}
