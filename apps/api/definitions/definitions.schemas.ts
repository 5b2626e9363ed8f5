import { z } from 'zod';

import { optional } from '../../../language/optional.ts';
import { Paging } from '../http/paging.ts';

/** A written alias: absent keeps the present one, null removes it. */
export function Alias(isFree: (alias: string) => boolean) {
  return z.string().trim().min(1).max(256).refine(isFree, 'is a reserved name').nullish();
}

const VersionName = z.string().regex(/^v\d+$/, 'must be the name of a version, such as v1');

/** Body of POST `…/{id}/publish`; no body publishes the draft. J-14, J-15 */
export const DefinitionPublish = z.object({ version: optional(VersionName) }).nullish();

/** Query of GET `…/{id}`. J-11 */
export const DefinitionQuery = z.object({
  version: z
    .string()
    .regex(/^(draft|published|v\d+)$/, 'must be draft, published or the name of a version, such as v1')
    .default('published'),
});

/** Query of a list. J-12 */
export const DefinitionsQuery = z.object({
  cursor: z.string().optional(),
  version: z.enum(['published', 'draft']).default('published'),
});

/** Query of GET `…/{id}/versions`. */
export const DefinitionVersionsQuery = z.object({
  cursor: z
    .string()
    .regex(/^v\d{1,9}$/, 'not a cursor of this list')
    .optional(),
});

/** One in a list. W-14 */
export const ListedDefinition = z.object({
  id: z.string(),
  name: z.string(),
  version: z.enum(['published', 'draft']),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime().optional(),
});

export const ListedVersion = z.object({
  version: z.string(),
  name: z.string(),
  creator: z.string(),
  created: z.int(),
  published: z.int(),
});

/** J-18 */
export const DefinitionVersionsAnswer = z.object({ results: z.array(ListedVersion), paging: Paging });
