import { Injectable } from '@nestjs/common';

import type { JourneyInvoke } from '../../../language/journey-invoke.ts';
import { recipientOf } from '../../../language/people/recipient-of.ts';
import { beginJourney } from '../../../language/run/begin-journey.ts';
import { TRIGGER_UNMET, triggerVerdict } from '../../../language/run/trigger-verdict.ts';
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
   * In the order of J-24: the journey, its recipient, the conditions of its trigger.
   * @throws InvalidInput, ApiError 400, 404, 422
   */
  async invoke(caller: Caller, id: string, name: string, request: JourneyInvoke): Promise<{ runId: string }> {
    const { id: automationId, definition } = await this.invocables.journey(caller, name);
    const recipient = recipientOf(request);
    if (recipient.kind === 'missing') throw new ApiError('invalid_request', recipient.message);
    const userId = recipient.kind === 'user' ? recipient.id : undefined;
    const scope = await this.scopes.begin(caller, userId, request);
    const { plan, ...begun } = beginJourney(definition, scope, { at: Date.now() });
    // A journey without a trigger for requests never meets its conditions. J-28
    if (!plan || triggerVerdict(plan.steps[0], scope).kind === 'unmet')
      throw new ApiError('not_invocable', TRIGGER_UNMET);
    return this.acceptance.accept(caller, { id, kind: 'journey', automationId, plan, ...begun });
  }
}
