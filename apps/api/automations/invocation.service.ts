import { Injectable } from '@nestjs/common';

import { Workflows } from '../../../activities/ports/workflows.ts';
import type { AdHocInvoke, TemplateInvoke } from '../../../language/automation.ts';
import { compileAutomation } from '../../../language/compile/compile.ts';
import { type CompiledAutomation, compileInvocation } from '../../../language/compile/compile-invocation.ts';
import { skeletonOf } from '../../../language/compile/skeleton.ts';
import { invocability } from '../../../language/run/invocability.ts';
import { runSource } from '../../../language/run/run-source.ts';
import { versionMismatch } from '../../../language/run/version-mismatch.ts';
import { inspectMessages } from '../../../messages/inspect-messages.ts';
import { Automations } from '../../../platform/database/definitions/automations.ts';
import { Journeys } from '../../../platform/database/definitions/journeys.ts';
import { RunIntake } from '../../../platform/database/runs/run-intake.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';

/** What a run belongs to, and the id under which it is accepted. */
interface Acceptance {
  caller: Caller;
  runId: string;
  /** The saved automation it is a run of. */
  automationId?: string;
}

/** Accepts runs: compiled, stored in one statement, started without waiting. One that was accepted before is left as it is. */
@Injectable()
export class InvocationService {
  constructor(
    private readonly automations: Automations,
    private readonly journeys: Journeys,
    private readonly intake: RunIntake,
    private readonly workflows: Workflows,
  ) {}

  /** An automation that the request brings with it. @throws InvalidInput */
  async invoke(caller: Caller, runId: string, request: AdHocInvoke): Promise<{ runId: string }> {
    return this.#accept(compileAutomation(request, Date.now(), inspectMessages(Date.now())), { caller, runId });
  }

  /**
   * A saved automation, by its id or alias: what is published of it is compiled anew for each run, so that a plan always fits
   * the release that made it. Its content was inspected when it was saved. @throws InvalidInput
   */
  async invokeSaved(caller: Caller, runId: string, name: string, request: TemplateInvoke): Promise<{ runId: string }> {
    const judged = await this.#find(caller, name);
    if (judged.kind === 'unknown') throw new ApiError('not_found', judged.message);
    if (judged.kind !== 'invocable') throw new ApiError('not_invocable', judged.message);
    const { id: automationId, definition } = judged.automation;
    const compiled = compileInvocation(definition, request, { at: Date.now() });
    return this.#accept(compiled, { caller, runId, automationId });
  }

  /** @throws ApiError for the id of a journey, 400 J-26 */
  async #find({ environmentId }: Caller, name: string) {
    if (name.trim() === '') throw new ApiError('invalid_request', 'templateId is required');
    const judged = invocability(await this.automations.findInvocable(environmentId, name), name);
    const isJourney = judged.kind === 'unknown' && (await this.journeys.findInvocable(environmentId, name))?.published;
    if (isJourney) throw new ApiError('invalid_request', versionMismatch('automation'));
    return judged;
  }

  async #accept(
    { plan, context, cancelationToken }: CompiledAutomation,
    { caller: { environmentId, mock }, runId, automationId }: Acceptance,
  ): Promise<{ runId: string }> {
    const run = { id: runId, environmentId, kind: 'automation' as const, cancelationToken };
    const source = [runSource(automationId)];
    const isNew = await this.intake.accept({ ...run, source, automationId, mock, context, plan });
    const { recipient } = context;
    if (isNew) this.workflows.start({ ...run, template: automationId, recipient, skeleton: skeletonOf(plan) });
    return { runId };
  }
}
