import { z } from 'zod';

import { JourneyBody } from '../../../language/journey.ts';
import {
  Alias,
  DefinitionPublish,
  DefinitionVersionsAnswer,
  ListedDefinition,
} from '../definitions/definitions.schemas.ts';

/** Words that stand for something else in the same place of a path. */
const RESERVED = new Set(['runs', 'cancel', 'simulate']);

/** Body of POST `/journeys` and PUT `/journeys/{id}`. J-01 */
export const JourneyWrite = JourneyBody.extend({ alias: Alias((alias) => !RESERVED.has(alias)) }).meta({
  id: 'JourneyWrite',
});

/** A run that was accepted. J-30 */
export const JourneyInvokeAnswer = z.object({ runId: z.string() }).meta({ id: 'JourneysInvokeResponse' });

/** Body of POST `/journeys/{id}/publish`. */
export const JourneyPublish = DefinitionPublish.meta({ id: 'JourneyPublish' });

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

const ListedJourney = ListedDefinition.meta({ id: 'JourneyListItem' });

/** W-14 */
export const JourneysAnswer = z
  .object({ templates: z.array(ListedJourney), cursor: z.string().optional() })
  .meta({ id: 'JourneyList' });

export const JourneyVersionsAnswer = DefinitionVersionsAnswer.meta({ id: 'JourneyVersions' });
