import { z } from 'zod';

import { optional } from '../../../language/optional.ts';

const FlagName = z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/, 'must be words joined by dots');
const FlagValue = z.union([z.boolean(), z.string(), z.number()], { error: 'must be a boolean, a string or a number' });

/** Body of PATCH: absent fields stay, `null` takes a brand or a flag away. */
export const WorkspacePatch = z
  .object({
    name: optional(z.string().trim().min(1).max(256)),
    default_brand_id: z.string().min(1).max(256).nullable().optional(),
    flags: z.record(FlagName, FlagValue.nullable()).optional(),
  })
  .meta({ id: 'WorkspacePatch' });

export const WorkspaceAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    default_brand_id: z.string().nullable(),
    flags: z.record(z.string(), FlagValue),
  })
  .meta({ id: 'Workspace' });
