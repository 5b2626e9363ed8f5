import { z } from 'zod';

import { brandFields } from '../../../language/content/brand.ts';
import { optional } from '../../../language/optional.ts';
import { Paging } from '../http/paging.ts';

/** Told apart in paths and in the lists of a run. */
const Id = z.string().regex(/^[\w.-]{1,128}$/, 'must be 1 to 128 letters, digits, _, - and .');

/** Body of POST. */
export const BrandCreate = z.object({ id: optional(Id), ...brandFields }).meta({ id: 'BrandCreate' });

/** Body of PUT, which replaces all of the brand. */
export const BrandWrite = z.object(brandFields).meta({ id: 'BrandWrite' });

export const BrandsQuery = z.object({ cursor: z.string().optional() });

const Anything = z.record(z.string(), z.unknown());

export const BrandAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    settings: Anything.optional(),
    snippets: z.object({ items: z.array(z.object({ name: z.string(), value: z.string() })).optional() }).optional(),
    created: z.int(),
    updated: z.int(),
    published: z.int(),
    version: z.string(),
  })
  .meta({ id: 'Brand' });

export const BrandsAnswer = z.object({ results: z.array(BrandAnswer), paging: Paging }).meta({ id: 'BrandList' });
