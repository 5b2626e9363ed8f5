import { Locale } from '../../../language/content/element-fields.ts';
import { quoted } from '../../../language/expression/quoted.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import { InvalidInput, type Problem } from '../../../language/problem.ts';
import { ApiError } from '../http/api-error.ts';
import { type ElementJson, elementsIn, mapElements } from './element-tree.ts';

/** Content as it is stored. */
export interface ContentJson {
  version?: string | null;
  scope?: string | null;
  elements?: ElementJson[] | null;
  [field: string]: unknown;
}

/** Content that is to be saved, and what the request calls its places: `[path in the content, path in the body]`. */
export interface Edit {
  content: ContentJson;
  places: [string, string][];
}

/** All elements are replaced, and the sugar with them; the scope stays unless another one is given. */
export function replaceContent({ scope }: ContentJson, content: ContentJson): Edit {
  return { content: { ...(scope && { scope }), ...content }, places: [] };
}

/** One element is replaced as a whole. @throws ApiError 404 */
export function replaceElement(content: ContentJson, id: string, fields: ElementJson): Edit {
  const place = placesOf(content).get(id);
  if (place === undefined)
    throw new ApiError('not_found', `Element ${quoted(id)} of the notification template not found`);
  const change = (element: ElementJson) => (element.id === id ? { ...fields, id } : element);
  return { content: { ...content, elements: mapElements(content.elements ?? [], change) }, places: [[place, '']] };
}

/**
 * What elements say in one locale is replaced, for the elements that are named. One that is named and says nothing has no
 * translation any more.
 * @throws InvalidInput for what is no locale, and naming ids that no element has
 */
export function replaceLocale(
  content: ContentJson,
  locale: string,
  elements: readonly ({ id: string } & JsonObject)[],
): Edit {
  const { error } = Locale.safeParse(locale);
  if (error) throw new InvalidInput(error.issues.map(({ message }) => ({ path: 'localeId', message })));
  const known = placesOf(content);
  const problems: Problem[] = elements.flatMap(({ id }, index) =>
    known.has(id) ? [] : [{ path: `elements.${index}.id`, message: `no element has the id ${quoted(id)}` }],
  );
  if (problems.length > 0) throw new InvalidInput(problems);
  const said = new Map(elements.map(({ id, ...fields }) => [id, fields]));
  const change = (element: ElementJson): ElementJson => {
    const fields = said.get(element.id ?? '');
    return fields ? { ...element, locales: withLocale(element.locales ?? {}, locale, fields) } : element;
  };
  const places = elements.map(({ id }, index): [string, string] => [
    `${known.get(id)}.locales.${locale}`,
    `elements.${index}`,
  ]);
  return { content: { ...content, elements: mapElements(content.elements ?? [], change) }, places };
}

function withLocale(locales: Record<string, JsonObject>, locale: string, fields: JsonObject) {
  const { [locale]: _, ...others } = locales;
  return Object.keys(fields).length > 0 ? { ...others, [locale]: fields } : others;
}

/** By id, the paths of elements. */
function placesOf({ elements }: ContentJson): Map<string, string> {
  return new Map(elementsIn(elements ?? [], 'content.elements').map(({ element, path }) => [element.id ?? '', path]));
}
