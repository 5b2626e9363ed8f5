import { compileJourney, type JourneyCircumstances } from '../compile/compile-journey.ts';
import type { Journey } from '../journey.ts';
import type { NodeStep, Plan } from '../plan.ts';
import { InvalidInput } from '../problem.ts';
import { journeyToken } from './journey-token.ts';
import { longToken } from './long-token.ts';
import type { NodeScope } from './node-scope.ts';
import type { RunData } from './scope.ts';

/** What a run of a journey is accepted with, besides its plan. */
interface Beginning {
  cancelationToken?: string;
  context: RunData;
}

/** A run of a journey that begins. */
export interface BegunJourney extends Beginning {
  /** Absent where no trigger starts the run. */
  plan?: Plan<NodeStep>;
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
  const { plan, problems } = compileJourney(definition, { ...circumstances, recipient: scope.recipient });
  if (problems.length > 0) throw new InvalidInput(problems);
  return { plan, ...beginningOf(definition, scope) };
}

/**
 * The token and the context of a run of a journey, over what it begins with. J-31, J-63
 * @throws InvalidInput for a token that is too long
 */
export function beginningOf(definition: Journey, scope: NodeScope): Beginning {
  const { data, profile, tenantId, recipient } = scope;
  const cancelationToken = journeyToken(definition.cancelation_token ?? '', scope);
  const problems = longToken(cancelationToken);
  if (problems.length > 0) throw new InvalidInput(problems);
  return {
    cancelationToken,
    context: { data, profile, tenantId, ...(recipient !== undefined && { recipient }) },
  };
}
