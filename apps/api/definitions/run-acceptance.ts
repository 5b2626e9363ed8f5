import { Injectable } from '@nestjs/common';

import { Workflows } from '../../../activities/ports/workflows.ts';
import { skeletonOf } from '../../../language/compile/skeleton.ts';
import { refuseLongToken } from '../../../language/run/refuse-long-token.ts';
import { runSource } from '../../../language/run/run-source.ts';
import { type NewRun, RunIntake } from '../../../platform/database/runs/run-intake.ts';
import type { Caller } from '../http/caller.ts';

/** A run as it was compiled, and under which id it is accepted. */
type Compiled = Pick<NewRun, 'id' | 'kind' | 'automationId' | 'cancelationToken' | 'context' | 'plan'>;

/** Accepts runs: stored in one statement, started without waiting. One that was accepted before is left as it is. */
@Injectable()
export class RunAcceptance {
  constructor(
    private readonly intake: RunIntake,
    private readonly workflows: Workflows,
  ) {}

  /** @throws InvalidInput for a cancelation token that is too long */
  async accept({ environmentId, mock }: Caller, { context, plan, ...run }: Compiled): Promise<{ runId: string }> {
    const { id, kind, automationId: template, cancelationToken } = run;
    refuseLongToken(cancelationToken);
    const { recipient } = context;
    const source = [runSource(template)];
    const isNew = await this.intake.accept({ ...run, environmentId, source, mock, context, plan });
    const start = { id, environmentId, kind, template, recipient, cancelationToken };
    if (isNew) this.workflows.start({ ...start, skeleton: skeletonOf(plan) });
    return { runId: id };
  }
}
