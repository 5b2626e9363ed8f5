import type { z } from 'zod';

import { SchemaCheck } from '../../../activities/schema/schema-check.ts';
import { compileJourney } from '../../../language/compile/compile-journey.ts';
import { completeNodes } from '../../../language/compile/complete-nodes.ts';
import { walkNodes } from '../../../language/compile/walk-nodes.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import { InvalidInput } from '../../../language/problem.ts';
import { inspectMessages } from '../../../messages/inspect-messages.ts';
import type { JourneyChange } from '../../../platform/database/definitions/journey-rows.ts';
import { newId, newNodeId } from '../../../platform/ids.ts';
import type { JourneyWrite } from './journeys.schemas.ts';

const schemas = new SchemaCheck();
const schemaProblem = (schema: JsonObject) => schemas.problem(schema);

/**
 * What a body makes of a journey: its nodes with ids, looked at as closely as they are before a run. An empty token is none, and
 * an absent one the present one (J-09).
 * @throws InvalidInput
 */
export function journeyDraft(write: z.infer<typeof JourneyWrite>, by: string): JourneyChange {
  const { name, alias, enabled, state, cancelation_token: token } = write;
  const nodes = completeNodes(write.nodes, { node: newNodeId, experiment: () => newId('exp_') });
  const at = Date.now();
  const { problems } = compileJourney(
    { nodes, cancelation_token: token },
    { at, inspect: inspectMessages(at), schemaProblem },
  );
  if (problems.length > 0) throw new InvalidInput(problems);
  return {
    alias,
    enabled,
    draft: { name, nodes, ...(token && { cancelation_token: token }) },
    nodeIds: walkNodes(nodes).map(({ node }) => String(node.id)),
    keepsToken: token === undefined,
    publish: state === 'PUBLISHED',
    by,
  };
}
