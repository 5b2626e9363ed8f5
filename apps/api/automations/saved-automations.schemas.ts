import { z } from 'zod';

import { definitionFields } from '../../../language/automation.ts';
import { optional } from '../../../language/optional.ts';
import { Paging } from '../http/paging.ts';
import { withStepProblems } from './with-step-problems.ts';

/** Words that stand for something else in the same place of a path. A-00 */
const RESERVED = new Set(['invoke', 'runs', 'cancel', 'simulate']);
const isFree = (name: string) => !RESERVED.has(name);

/** */
export const AutomationId = z
  .string()
  .regex(/^(?!\.{1,2}$)[A-Za-z0-9_.-]{1,128}$/, 'must be 1 to 128 letters, digits, "_", "-" or "."')
  .refine(isFree, 'is a reserved name');

/** Absent keeps the present alias, null removes it. */
const Alias = z.string().trim().min(1).max(256).refine(isFree, 'is a reserved name').nullish();

/** Body of PUT `/automations/{id}`. A-03 */
export const AutomationWrite = withStepProblems(
  z
    .object({
      name: z.string().trim().min(1).max(256),
      alias: Alias,
      enabled: optional(z.boolean()),
      sources: optional(z.array(z.string())),
      ...definitionFields,
    })
    .meta({ id: 'AutomationWrite' }),
);

const VersionName = z.string().regex(/^v\d{1,9}$/, 'must be the name of a version, such as v1');

/** Body of POST `/automations/{id}/publish`; no body publishes the draft. */
export const AutomationPublish = z
  .object({ version: optional(VersionName) })
  .nullish()
  .meta({ id: 'AutomationPublish' });

/** Query of GET `/automations/{id}`. J-11 */
export const AutomationQuery = z.object({
  version: z
    .string()
    .regex(/^(draft|published|v\d{1,9})$/, 'must be draft, published or the name of a version, such as v1')
    .default('published'),
});

/** Query of GET `/automations`. */
export const AutomationsQuery = z.object({
  cursor: z.string().optional(),
  version: z.enum(['published', 'draft']).default('published'),
});

/** Query of GET `/automations/{id}/versions`. */
export const AutomationVersionsQuery = z.object({
  cursor: z
    .string()
    .regex(/^v\d{1,9}$/, 'not a cursor of this list')
    .optional(),
});

export const AutomationAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    alias: z.string().optional(),
    enabled: z.boolean(),
    state: z.enum(['DRAFT', 'PUBLISHED']),
    version: z.string().optional(),
    cancelation_token: z.union([z.string(), z.object({ $ref: z.string() })]).optional(),
    steps: z.array(z.record(z.string(), z.unknown())),
    sources: z.array(z.string()).optional(),
    created: z.int(),
    updated: z.int().nullable(),
    published: z.int().nullable(),
  })
  .meta({ id: 'SavedAutomation' });

const AutomationTemplate = z
  .object({
    id: z.string(),
    name: z.string(),
    version: z.enum(['published', 'draft']),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'AutomationTemplate' });

/** W-14 */
export const AutomationsAnswer = z
  .object({ templates: z.array(AutomationTemplate), cursor: z.string().optional() })
  .meta({ id: 'AutomationTemplateList' });

const Version = z.object({
  version: z.string(),
  name: z.string(),
  creator: z.string(),
  created: z.int(),
  published: z.int(),
});

export const AutomationVersionsAnswer = z
  .object({ results: z.array(Version), paging: Paging })
  .meta({ id: 'AutomationVersions' });
