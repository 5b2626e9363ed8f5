import { z } from 'zod';

import { JourneyBody } from '../../../language/journey.ts';
import { optional } from '../../../language/optional.ts';
import { Paging } from '../http/paging.ts';

/** Words that stand for something else in the same place of a path. */
const RESERVED = new Set(['runs', 'cancel']);

/** Absent keeps the present alias, null removes it. */
const Alias = z
  .string()
  .trim()
  .min(1)
  .max(256)
  .refine((alias) => !RESERVED.has(alias), 'is a reserved name')
  .nullish();

/** Body of POST `/journeys` and PUT `/journeys/{id}`. J-01 */
export const JourneyWrite = JourneyBody.extend({ alias: Alias }).meta({ id: 'JourneyWrite' });

const VersionName = z.string().regex(/^v\d{1,9}$/, 'must be the name of a version, such as v1');

/** A run that was accepted. J-30 */
export const JourneyInvokeAnswer = z.object({ runId: z.string() }).meta({ id: 'JourneysInvokeResponse' });

/** Body of POST `/journeys/{id}/publish`; no body publishes the draft. J-14, J-15 */
export const JourneyPublish = z
  .object({ version: optional(VersionName) })
  .nullish()
  .meta({ id: 'JourneyPublish' });

/** Query of GET `/journeys/{id}`. J-11 */
export const JourneyQuery = z.object({
  version: z
    .string()
    .regex(/^(draft|published|v\d{1,9})$/, 'must be draft, published or the name of a version, such as v1')
    .default('published'),
});

/** Query of GET `/journeys`. J-12 */
export const JourneysQuery = z.object({
  cursor: z.string().optional(),
  version: z.enum(['published', 'draft']).default('published'),
});

/** Query of GET `/journeys/{id}/versions`. */
export const JourneyVersionsQuery = z.object({
  cursor: z
    .string()
    .regex(/^v\d{1,9}$/, 'not a cursor of this list')
    .optional(),
});

/** §2.2; `alias` and `version` are ours. */
export const JourneyAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    alias: z.string().optional(),
    state: z.enum(['DRAFT', 'PUBLISHED']),
    version: z.string().optional(),
    enabled: z.boolean(),
    cancelation_token: z.string().nullable(),
    nodes: z.array(z.record(z.string(), z.unknown())),
    created: z.int(),
    creator: z.string(),
    updated: z.int().nullable(),
    updater: z.string().nullable(),
    published: z.int().nullable(),
  })
  .meta({ id: 'Journey' });

const ListedJourney = z
  .object({
    id: z.string(),
    name: z.string(),
    version: z.enum(['published', 'draft']),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'JourneyListItem' });

/** W-14 */
export const JourneysAnswer = z
  .object({ templates: z.array(ListedJourney), cursor: z.string().optional() })
  .meta({ id: 'JourneyList' });

const Version = z.object({
  version: z.string(),
  name: z.string(),
  creator: z.string(),
  created: z.int(),
  published: z.int(),
});

/** J-18 */
export const JourneyVersionsAnswer = z
  .object({ results: z.array(Version), paging: Paging })
  .meta({ id: 'JourneyVersions' });
