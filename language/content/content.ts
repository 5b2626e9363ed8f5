import { z } from 'zod';
import { isJsonObject } from '../json/json.ts';
import { Text } from './element-fields.ts';
import { TopElement } from './top-element.ts';

/** Root name under which values bound ahead of rendering are found by inline content. */
export const BOUND = '__bound';

/** How deep elements may nest (five lists in each other, in a group of a channel, are 13), and how many one content may hold. */
const DEEPEST = 16;
const MOST_ELEMENTS = 1_000;

const Fields = z
  .object({
    /** Both dates name the same language; the older one stands in samples of the vendor. */
    version: z.enum(['2022-01-01', '2020-01-01']).nullish(),
    /** `strict`: a variable without a value is an error (N-07). */
    scope: z.enum(['default', 'strict']).nullish(),
    elements: z.array(TopElement).nullish(),
    title: Text.nullish(),
    body: Text.nullish(),
  })
  .refine(({ elements, body }) => elements || typeof body === 'string', 'needs elements, or a title and a body');

/**
 * What a message says: Elemental (`{version, elements}`), the sugar `{title?, body}`, or both, the sugar first.
 * Unknown fields are dropped (W-13); null on an optional field is the same as its absence. Behaviour §11.3.
 */
export const Content = z.preprocess(refuseBulk, Fields).meta({ id: 'Content' });
export type Content = z.infer<typeof Content>;

/** Measured level by level before the recursive schema sees the value, so that no input can exhaust the stack. */
function refuseBulk(content: unknown, context: z.core.$RefinementCtx): unknown {
  let level = childrenOf(content);
  let count = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    count += level.length;
    const message = depth > DEEPEST ? `nest more than ${DEEPEST} deep` : `are more than ${MOST_ELEMENTS}`;
    if (depth > DEEPEST || count > MOST_ELEMENTS) {
      context.addIssue({ code: 'custom', path: ['elements'], message, input: undefined });
      return content;
    }
    level = level.flatMap(childrenOf);
  }
  return content;
}

/** Also those that stand there for readers of another language. */
function childrenOf(value: unknown): unknown[] {
  if (!isJsonObject(value)) return [];
  const others = isJsonObject(value.locales) ? Object.values(value.locales) : [];
  return [value, ...others].flatMap((said) =>
    isJsonObject(said) && Array.isArray(said.elements) ? said.elements : [],
  );
}
