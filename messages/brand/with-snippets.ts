import type { Snippet } from '../../language/content/brand.ts';
import { InvalidInput } from '../../language/problem.ts';

const USE = /\{\{>\s*([\w-]+)\s*\}\}/g;
const MOST_CHARACTERS = 262_144;

/**
 * A text with the brand's snippets in place of their names, `{{> name}}`. A snippet may not use another one.
 * @throws InvalidInput for a name that is no snippet's, and where too much would come of it.
 */
export function withSnippets(source: string, snippets: readonly Snippet[], path: string): string {
  let length = source.length;
  return source.replace(USE, (_, name: string) => {
    const snippet = snippets.find((one) => one.name === name);
    if (!snippet) throw refusal(path, `uses the snippet "${name}", which this brand does not have`);
    length += snippet.value.length;
    if (length > MOST_CHARACTERS) throw refusal(path, `has more than ${MOST_CHARACTERS} characters with its snippets`);
    return snippet.value;
  });
}

function refusal(path: string, message: string): InvalidInput {
  return new InvalidInput([{ path, message }]);
}
