import { InvalidInput } from '../../../language/problem.ts';
import { newId } from '../../../platform/ids.ts';
import { type ElementJson, elementsIn, mapElements } from './element-tree.ts';

/**
 * Content in which every element has an id, by which it can be changed and translated later (§2.6).
 * @param path What problems of the content are named after.
 * @throws InvalidInput for an id that two elements have.
 */
export function identified<Content extends { elements?: unknown }>(content: Content, path: string): Content {
  if (!content.elements) return content;
  const written = content.elements as ElementJson[];
  const elements = mapElements(written, (element) => ({ ...element, id: element.id || newId('el_') }));
  const places = new Map<unknown, string>();
  const problems = elementsIn(elements, `${path}.elements`).flatMap(({ element: { id }, path: at }) => {
    const first = places.get(id);
    if (first === undefined) places.set(id, at);
    return first === undefined ? [] : [{ path: `${at}.id`, message: `is the id of ${first} already` }];
  });
  if (problems.length > 0) throw new InvalidInput(problems);
  return { ...content, elements };
}
