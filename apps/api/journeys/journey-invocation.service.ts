import { Injectable } from '@nestjs/common';

import { compileJourney } from '../../../language/compile/compile-journey.ts';
import type { JourneyInvoke } from '../../../language/journey-invoke.ts';
import { recipientOf } from '../../../language/people/recipient-of.ts';
import type { NodeStep, Plan } from '../../../language/plan.ts';
import { InvalidInput } from '../../../language/problem.ts';
import { journeyToken } from '../../../language/run/journey-token.ts';
import type { NodeScope } from '../../../language/run/node-scope.ts';
import { TRIGGER_UNMET, triggerVerdict } from '../../../language/run/trigger-verdict.ts';
import type { JourneyBody } from '../../../platform/database/definitions/journey-rows.ts';
import { InvocableDefinitions } from '../definitions/invocable-definitions.ts';
import { RunAcceptance } from '../definitions/run-acceptance.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';
import { RunScopes } from './run-scopes.ts';

/** Judges requests to invoke journeys, compiles what is published to runs, and has them accepted. */
@Injectable()
export class JourneyInvocationService {
  constructor(
    private readonly invocables: InvocableDefinitions,
    private readonly scopes: RunScopes,
    private readonly acceptance: RunAcceptance,
  ) {}

  /**
   * In the order of J-24: the journey, its recipient, the conditions of its trigger. What is published is compiled anew for each
   * run, which keeps its plan whatever is published later (J-17).
   * @throws InvalidInput, ApiError 400, 404, 422
   */
  async invoke(caller: Caller, id: string, name: string, request: JourneyInvoke): Promise<{ runId: string }> {
    const { id: automationId, definition } = await this.invocables.journey(caller, name);
    const recipient = recipientOf(request);
    if (recipient.kind === 'missing') throw new ApiError('invalid_request', recipient.message);
    const userId = recipient.kind === 'user' ? recipient.id : undefined;
    const scope = await this.scopes.begin(caller, userId, request);
    const plan = startedPlan(definition, scope);
    const cancelationToken = journeyToken(definition.cancelation_token ?? '', scope);
    const { data, profile, tenantId } = scope;
    const context = { data, profile, tenantId, ...(userId !== undefined && { recipient: userId }) };
    return this.acceptance.accept(caller, { id, kind: 'journey', automationId, cancelationToken, context, plan });
  }
}

/** A journey without a trigger for requests never meets its conditions. J-28 @throws InvalidInput, ApiError 422 */
function startedPlan(definition: JourneyBody, scope: NodeScope): Plan<NodeStep> {
  const { plan, problems } = compileJourney(definition, { at: Date.now(), recipient: scope.recipient });
  if (problems.length > 0) throw new InvalidInput(problems);
  const verdict = triggerVerdict(plan?.steps[0], scope);
  if (verdict.kind === 'unmet') throw new ApiError('not_invocable', TRIGGER_UNMET);
  return plan as Plan<NodeStep>;
}
