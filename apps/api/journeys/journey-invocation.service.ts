import { Injectable } from '@nestjs/common';

import { Workflows } from '../../../activities/ports/workflows.ts';
import { compileJourney } from '../../../language/compile/compile-journey.ts';
import { skeletonOf } from '../../../language/compile/skeleton.ts';
import type { JourneyInvoke } from '../../../language/journey-invoke.ts';
import { recipientOf } from '../../../language/people/recipient-of.ts';
import type { NodeStep, Plan } from '../../../language/plan.ts';
import { InvalidInput } from '../../../language/problem.ts';
import { journeyToken } from '../../../language/run/journey-token.ts';
import type { NodeScope } from '../../../language/run/node-scope.ts';
import { runSource } from '../../../language/run/run-source.ts';
import { triggerVerdict } from '../../../language/run/trigger-verdict.ts';
import type { JourneyBody } from '../../../platform/database/definitions/journey-rows.ts';
import { RunIntake } from '../../../platform/database/runs/run-intake.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';
import { InvocableJourneys } from './invocable-journeys.ts';
import { RunScopes } from './run-scopes.ts';

/** A run of a journey, ready to be stored. */
interface Prepared {
  journeyId: string;
  plan: Plan<NodeStep>;
  scope: NodeScope;
  cancelationToken?: string;
}

/**
 * Accepts runs of journeys: judged, stored in one statement, started without waiting. One that was accepted before is left as
 * it is.
 */
@Injectable()
export class JourneyInvocationService {
  constructor(
    private readonly journeys: InvocableJourneys,
    private readonly scopes: RunScopes,
    private readonly intake: RunIntake,
    private readonly workflows: Workflows,
  ) {}

  /**
   * In the order of J-24: the journey, its recipient, the conditions of its trigger. What is published is compiled anew for each
   * run, which keeps its plan whatever is published later (J-17).
   * @throws InvalidInput, ApiError 400, 404, 422
   */
  async invoke(caller: Caller, runId: string, name: string, request: JourneyInvoke): Promise<{ runId: string }> {
    const { id: journeyId, definition } = await this.journeys.find(caller, name);
    const recipient = recipientOf(request);
    if (recipient.kind === 'missing') throw new ApiError('invalid_request', recipient.message);
    const userId = recipient.kind === 'user' ? recipient.id : undefined;
    const scope = await this.scopes.of(caller, userId, request);
    const plan = startedPlan(definition, scope);
    const cancelationToken = journeyToken(definition.cancelation_token ?? '', scope);
    return this.#accept(caller, runId, { journeyId, plan, scope, cancelationToken });
  }

  async #accept(
    { environmentId, mock }: Caller,
    runId: string,
    { journeyId, plan, scope: { data, profile, recipient }, cancelationToken }: Prepared,
  ): Promise<{ runId: string }> {
    const run = { id: runId, environmentId, kind: 'journey' as const, cancelationToken };
    const context = { data, profile, ...(recipient !== undefined && { recipient }) };
    const source = [runSource(journeyId)];
    const isNew = await this.intake.accept({ ...run, source, automationId: journeyId, mock, context, plan });
    if (isNew) this.workflows.start({ ...run, template: journeyId, recipient, skeleton: skeletonOf(plan) });
    return { runId };
  }
}

/** A journey without a trigger for requests never meets its conditions. J-28 @throws InvalidInput, ApiError 422 */
function startedPlan(definition: JourneyBody, scope: NodeScope): Plan<NodeStep> {
  const { plan, problems } = compileJourney(definition, { at: Date.now(), recipient: scope.recipient });
  if (problems.length > 0) throw new InvalidInput(problems);
  const verdict = triggerVerdict(plan?.steps[0], scope);
  if (verdict.kind === 'unmet') throw new ApiError('not_invocable', verdict.message);
  return plan as Plan<NodeStep>;
}
