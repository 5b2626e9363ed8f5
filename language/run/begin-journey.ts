import { compileJourney, type JourneyCircumstances } from '../compile/compile-journey.ts';
import type { Journey } from '../journey.ts';
import type { NodeStep, Plan } from '../plan.ts';
import { InvalidInput } from '../problem.ts';
import { journeyToken } from './journey-token.ts';
import type { NodeScope } from './node-scope.ts';
import type { RunData } from './scope.ts';

/** What a run of a journey is accepted with. */
interface BegunJourney {
  /** Absent where no trigger starts the run. */
  plan?: Plan<NodeStep>;
  cancelationToken?: string;
  context: RunData;
}

/**
 * A run of a journey, over what it begins with. What is published is compiled anew for each run, which keeps its plan whatever is
 * published later. J-17, J-31, J-63
 * @throws InvalidInput for a journey that this release takes no more
 */
export function beginJourney(
  definition: Journey,
  scope: NodeScope,
  circumstances: Pick<JourneyCircumstances, 'at' | 'starts'>,
): BegunJourney {
  const { data, profile, tenantId, recipient } = scope;
  const { plan, problems } = compileJourney(definition, { ...circumstances, recipient });
  if (problems.length > 0) throw new InvalidInput(problems);
  const cancelationToken = journeyToken(definition.cancelation_token ?? '', scope);
  return {
    plan,
    cancelationToken,
    context: { data, profile, tenantId, ...(recipient !== undefined && { recipient }) },
  };
}
