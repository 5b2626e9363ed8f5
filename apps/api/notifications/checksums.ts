import { createHash } from 'node:crypto';

import { type ElementJson, elementsIn, isAddressable, mapElements } from './element-tree.ts';

/** What of an element is translated, in the order in which it is hashed. */
const TRANSLATABLE = ['title', 'content', 'href', 'src', 'alt_text', 'raw'];

/** Elements as GET `/notifications/{id}/content` shows them: each with its checksum, and one for each of its locales (§2.6). */
export function withChecksums(elements: readonly ElementJson[]): ElementJson[] {
  return mapElements(elements, (element) => {
    const locales = Object.entries(element.locales ?? {}).map(
      ([locale, said]) => [locale, { ...said, checksum: checksumOf(said) }] as const,
    );
    const translated = locales.length > 0 ? { locales: Object.fromEntries(locales) } : {};
    return { ...element, ...translated, checksum: checksumOf(element) };
  });
}

/** The checksum of every element, in the order of the content. */
export function checksumsOf(elements: readonly ElementJson[]): { id: string; checksum: string }[] {
  return elementsIn(elements, '').map(({ element }) => ({ id: element.id ?? '', checksum: checksumOf(element) }));
}

/** The MD5 of the texts that a translation replaces, a line each: of a lone text, its own. */
function checksumOf(said: Record<string, unknown>): string {
  return createHash('md5').update(textsOf(said).join('\n')).digest('hex');
}

function textsOf(said: Record<string, unknown>): string[] {
  const values = TRANSLATABLE.map((field) => said[field]).filter((value) => value !== undefined && value !== null);
  const texts = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  return [...texts, ...runsOf(said).flatMap(textsOf)];
}

function runsOf({ elements }: Record<string, unknown>): ElementJson[] {
  return Array.isArray(elements) ? elements.filter((element) => !isAddressable(element)) : [];
}
