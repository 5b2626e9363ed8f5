import { Injectable } from '@nestjs/common';

import type { AdHocInvoke } from '../../../language/automation.ts';
import { compileAutomation } from '../../../language/compile.ts';
import { skeletonOf } from '../../../language/skeleton.ts';
import { RunIntake } from '../../../platform/database/run-intake.ts';
import { RunStarter } from '../../../platform/temporal/run-starter.ts';
import type { Caller } from '../http/caller.ts';
import { contentInspection } from './content-inspection.ts';

const SOURCE = ['invoke/adhoc'];

/** Accepts automations that a request brings with it: compiled, stored in one statement, started without waiting. */
@Injectable()
export class InvocationService {
  constructor(
    private readonly intake: RunIntake,
    private readonly starter: RunStarter,
  ) {}

  /** A run that was accepted under this id before is left as it is. @throws InvalidInput */
  async invoke({ environmentId, mock }: Caller, runId: string, request: AdHocInvoke): Promise<{ runId: string }> {
    const { plan, context, cancelationToken } = compileAutomation(request, Date.now(), contentInspection());
    const run = { id: runId, environmentId, kind: 'automation' as const, cancelationToken };
    const isNew = await this.intake.accept({ ...run, source: SOURCE, mock, context, plan });
    if (isNew) this.starter.start({ ...run, skeleton: skeletonOf(plan), recipient: context.recipient });
    return { runId };
  }
}
