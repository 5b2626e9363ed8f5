import type { Brand } from '../../language/content/brand.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { InvalidInput } from '../../language/problem.ts';
import { ContentBudget } from '../content-budget.ts';
import { ContentCompiler } from '../content-compiler.ts';
import { openAtEnd } from '../email/open-at-end.ts';
import { RenderFailure } from '../render-failure.ts';
import type { Template } from '../templates/compile-template.ts';
import { html } from '../writers.ts';
import type { CompileText } from './compile-text.ts';
import type { CompiledBrand } from './compiled-brand.ts';
import { overrideFrame } from './override-frame.ts';
import { standardFrame } from './standard-frame.ts';
import { withSnippets } from './with-snippets.ts';

/** Handlebars' own part of a text. */
const MUSTACHE = /\{\{~?!--[\s\S]*?--~?\}\}|\{\{[\s\S]*?\}\}\}?/g;

/**
 * Compiles a brand once, whatever it is put around. A variable without a value is empty in it, however strict the content is.
 * @throws InvalidInput with the problem of every text in it, by its path in the request.
 */
export function compileBrand(brand: Brand): CompiledBrand {
  const compiler = new ContentCompiler(false, new ContentBudget());
  const compile: CompileText = (field, source = '') => {
    const path = `settings.email.${field}`;
    const whole = withSnippets(source, brand.snippets, path);
    const open = openAtEnd(whole.replace(MUSTACHE, ''));
    if (open) compiler.problems.push({ path, message: swallows(open) });
    return closed(compiler.text(path, whole), path);
  };
  const { colors = {}, email = {} } = brand.settings;
  const { templateOverride: override } = email;
  const standard = standardFrame(email, brand.name, compile);
  const own = override && overrideFrame(override, compile);
  if (compiler.problems.length > 0) throw new InvalidInput(compiler.problems);
  const frame = own && override.enabled ? own : standard;
  return { id: brand.id, variables: variablesOf(brand), frame, ...(colors.primary && { primary: colors.primary }) };
}

/** What a value makes of a text may swallow the content as well. */
function closed(text: Template, path: string): Template {
  return (rendering, writer) => {
    const written = text({ ...rendering, missing: [] }, writer);
    const open = writer === html && openAtEnd(written);
    if (open) throw new RenderFailure(swallows(open), path);
    return written;
  };
}

const swallows = (open: string) => `ends inside ${open}, which would swallow what comes after it`;

function variablesOf({ id, name, settings: { colors = {}, email } }: Brand): JsonObject {
  const { image = '', href = '' } = email?.header?.logo ?? {};
  return { id, name, colors: colors as JsonObject, logo: { image, href } };
}
