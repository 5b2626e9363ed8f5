import { z } from 'zod';

import { definitionFields } from '../../../language/automation.ts';
import { optional } from '../../../language/optional.ts';
import { withStepProblems } from '../../../messages/with-step-problems.ts';
import {
  Alias,
  DefinitionPublish,
  DefinitionVersionsAnswer,
  ListedDefinition,
} from '../definitions/definitions.schemas.ts';

/** Words that stand for something else in the same place of a path. A-00 */
const RESERVED = new Set(['invoke', 'runs', 'cancel', 'simulate']);
const isFree = (name: string) => !RESERVED.has(name);

/** */
export const AutomationId = z
  .string()
  .regex(/^(?!\.{1,2}$)[A-Za-z0-9_.-]{1,128}$/, 'must be 1 to 128 letters, digits, "_", "-" or "."')
  .refine(isFree, 'is a reserved name');

/** Body of PUT `/automations/{id}`. A-03 */
export const AutomationWrite = withStepProblems(
  z
    .object({
      name: z.string().trim().min(1).max(256),
      alias: Alias(isFree),
      enabled: optional(z.boolean()),
      sources: optional(z.array(z.string().trim())),
      ...definitionFields,
    })
    .meta({ id: 'AutomationWrite' }),
);

/** Body of POST `/automations/{id}/publish`. */
export const AutomationPublish = DefinitionPublish.meta({ id: 'AutomationPublish' });

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

const AutomationTemplate = ListedDefinition.meta({ id: 'AutomationTemplate' });

/** W-14 */
export const AutomationsAnswer = z
  .object({ templates: z.array(AutomationTemplate), cursor: z.string().optional() })
  .meta({ id: 'AutomationTemplateList' });

export const AutomationVersionsAnswer = DefinitionVersionsAnswer.meta({ id: 'AutomationVersions' });
