import type { JsonObject } from '../../../language/json/json.ts';

/** An element of stored content. */
export interface ElementJson {
  type: string;
  id?: string | null;
  elements?: ElementJson[] | null;
  locales?: Record<string, JsonObject> | null;
  [field: string]: unknown;
}

/** Pieces of a text are no elements of their own: they change, and are translated, with their text. */
const RUNS = ['string', 'link', 'img'];

/** Whether an element has an id and a checksum of its own. */
export function isAddressable({ type }: ElementJson): boolean {
  return !RUNS.includes(type);
}

/** Elements with each of them changed, those inside an element before itself. */
export function mapElements(
  elements: readonly ElementJson[],
  change: (element: ElementJson) => ElementJson,
): ElementJson[] {
  return elements.map((element) => {
    if (!isAddressable(element)) return element;
    const inside = element.elements && mapElements(element.elements, change);
    return change({ ...element, ...(inside && { elements: inside }) });
  });
}

/** Every element and its path, in the order of the content. */
export function elementsIn(elements: readonly ElementJson[], path: string): { element: ElementJson; path: string }[] {
  return elements.flatMap((element, index) => {
    if (!isAddressable(element)) return [];
    const at = `${path}.${index}`;
    return [{ element, path: at }, ...elementsIn(element.elements ?? [], `${at}.elements`)];
  });
}
