const TAG = /<(?<slash>\/?)(?<name>[a-z][a-z0-9]*)/gi;
const VOID = ['area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'];
const MOST_ELEMENTS = 5_000;
/** Of elements within each other; reading and writing them takes a call each. */
const DEEPEST = 200;
const MOST_CHARACTERS = 65_536;
/** Steps from element to element that cost what a look at one does. */
const STEPS = 50;
/** Characters of declarations that cost as much. */
const DECLARED = 100;

/**
 * What it takes at most to find the elements of each rule and to write it on them; one is a look at one element, some
 * microseconds. Infinity for what is too much whatever the rules say.
 */
export function stylingEffort(html: string, css: string): number {
  const { elements, depth } = extentOf(html);
  if (elements > MOST_ELEMENTS || depth > DEEPEST || css.length > MOST_CHARACTERS) return Number.POSITIVE_INFINITY;
  let effort = 0;
  for (const rule of css.split('}')) {
    const parts = rule.split('{');
    const declarations = parts.pop() ?? '';
    for (const selector of (parts.pop() ?? '').split(',')) {
      const steps = depth ** descents(selector) * elements ** searches(selector);
      effort += elements * (1 + steps / STEPS + declarations.length / DECLARED);
    }
  }
  return effort;
}

/** How many blanks lead to any depth above an element. */
function descents(selector: string): number {
  return (
    selector
      .trim()
      .replace(/\s*[>+~]\s*/g, '>')
      .split(/\s+/).length - 1
  );
}

/** How many parts look at all siblings of an element, or at all below it. */
function searches(selector: string): number {
  return selector.split(/[~:]/).length - 1;
}

function extentOf(html: string): { elements: number; depth: number } {
  let [elements, open, depth] = [0, 0, 0];
  for (const { groups } of html.matchAll(TAG)) {
    if (groups?.slash) open = Math.max(0, open - 1);
    else elements += 1;
    if (!groups?.slash && !VOID.includes(groups?.name?.toLowerCase() ?? '')) open += 1;
    depth = Math.max(depth, open);
  }
  return { elements, depth };
}
