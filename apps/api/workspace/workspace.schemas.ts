import { z } from 'zod';

import { optional } from '../../../language/optional.ts';

const FlagName = z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/, 'must be words joined by dots');
const FlagValue = z.union([z.boolean(), z.string(), z.number()], { error: 'must be a boolean, a string or a number' });

const Switch = z.boolean('must be true or false');

/** The flags that something goes by, and what each may be; any other is kept as it is. */
const KNOWN: Record<string, z.ZodType> = {
  'journeys.strict': Switch,
  'journeys.schema_enforcement': z.enum(['off', 'trigger'], 'must be off or trigger'),
  'tenants.infer': Switch,
};

const Flags = z.record(FlagName, FlagValue.nullable()).superRefine((flags, { addIssue }) => {
  for (const [name, value] of Object.entries(flags)) {
    const problem = value === null ? undefined : KNOWN[name]?.safeParse(value).error?.issues[0];
    if (problem) addIssue({ code: 'custom', path: [name], message: problem.message });
  }
});

/** Body of PATCH: absent fields stay, `null` takes a brand or a flag away. */
export const WorkspacePatch = z
  .object({
    name: optional(z.string().trim().min(1).max(256)),
    default_brand_id: z.string().min(1).max(256).nullable().optional(),
    flags: Flags.optional(),
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
