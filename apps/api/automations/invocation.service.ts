import { Injectable } from '@nestjs/common';

import type { AdHocInvoke, TemplateInvoke } from '../../../language/automation.ts';
import { compileAutomation } from '../../../language/compile/compile.ts';
import { compileInvocation } from '../../../language/compile/compile-invocation.ts';
import { inspectMessages } from '../../../messages/inspect-messages.ts';
import { InvocableDefinitions } from '../definitions/invocable-definitions.ts';
import { RunAcceptance } from '../definitions/run-acceptance.ts';
import type { Caller } from '../http/caller.ts';

/** Compiles automations to runs, and has them accepted. */
@Injectable()
export class InvocationService {
  constructor(
    private readonly invocables: InvocableDefinitions,
    private readonly acceptance: RunAcceptance,
  ) {}

  /** An automation that the request brings with it. @throws InvalidInput */
  async invoke(caller: Caller, id: string, request: AdHocInvoke): Promise<{ runId: string }> {
    const compiled = compileAutomation(request, Date.now(), inspectMessages(Date.now()));
    return this.acceptance.accept(caller, { id, kind: 'automation', ...compiled });
  }

  /**
   * A saved automation, by its id or alias: what is published of it is compiled anew for each run, so that a plan always fits
   * the release that made it. Its content was inspected when it was saved. @throws InvalidInput, ApiError 400, 404, 422
   */
  async invokeSaved(caller: Caller, id: string, name: string, request: TemplateInvoke): Promise<{ runId: string }> {
    const { id: automationId, definition } = await this.invocables.automation(caller, name);
    const compiled = compileInvocation(definition, request, { at: Date.now() });
    return this.acceptance.accept(caller, { id, kind: 'automation', automationId, ...compiled });
  }
}
