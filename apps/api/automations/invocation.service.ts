import { Injectable } from '@nestjs/common';

import type { AdHocInvoke } from '../../../language/automation.ts';
import { compileAutomation } from '../../../language/compile.ts';
import { skeletonOf } from '../../../language/skeleton.ts';
import { RunIntake } from '../../../platform/database/run-intake.ts';
import { newRunId } from '../../../platform/ids.ts';
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

  /** @throws InvalidInput */
  async invoke({ environmentId, mock }: Caller, request: AdHocInvoke): Promise<{ runId: string }> {
    const now = new Date();
    const { plan, context, cancelationToken } = compileAutomation(request, now.getTime(), contentInspection());
    const id = newRunId(now);
    const kind = 'automation';
    await this.intake.accept({ id, environmentId, kind, source: SOURCE, cancelationToken, mock, context, plan });
    const { recipient } = context;
    this.starter.start({ id, skeleton: skeletonOf(plan), environmentId, kind, recipient, cancelationToken });
    return { runId: id };
  }
}
