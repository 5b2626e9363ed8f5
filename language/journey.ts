import { z } from 'zod';

import type { JsonObject } from './json/json.ts';
import { nodes } from './nodes/index.ts';
import { optional } from './optional.ts';

/** Of one journey, those within branches included; and how deep branches may stand in each other. §12 */
export const MOST_NODES = 500;
export const DEEPEST_BRANCH = 10;

const TYPES = Object.keys(nodes).join(', ');

/** As far as all types are alike. What a node is to be is looked at when its journey is compiled, at any depth. */
const Node = z.looseObject({}).meta({
  id: 'JourneyNode',
  description: `One node. Its \`type\` is one of ${TYPES}; its other fields are those of its type.`,
}) as unknown as z.ZodType<JsonObject>;

/**
 * The body of POST `/journeys` and PUT `/journeys/{id}`. J-01
 * `alias` is ours. What is absent keeps what is stored when a journey is replaced (J-09).
 */
export const JourneyBody = z
  .object({
    name: z.string().trim().min(1, 'must not be blank').max(256),
    nodes: z.array(Node).min(1, 'needs at least one node'),
    enabled: optional(z.boolean()),
    state: optional(z.enum(['DRAFT', 'PUBLISHED'])),
    cancelation_token: optional(z.string()),
    alias: optional(z.string().trim().min(1).max(256)),
  })
  .meta({ id: 'JourneyBody' });
export type JourneyBody = z.infer<typeof JourneyBody>;

/** What of a journey is drafted, published and compiled. */
export type Journey = Pick<JourneyBody, 'nodes' | 'cancelation_token'>;
