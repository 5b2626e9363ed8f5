import { Injectable } from '@nestjs/common';

import type { NewRun } from '../../../activities/ports/new-run.ts';
import { startOf } from '../../../activities/ports/run-start.ts';
import { Workflows } from '../../../activities/ports/workflows.ts';
import { runSource } from '../../../language/run/run-source.ts';
import { RunIntake } from '../../../platform/database/runs/run-intake.ts';
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

  async accept({ environmentId, mock }: Caller, compiled: Compiled): Promise<{ runId: string }> {
    const run = { ...compiled, environmentId, source: [runSource(compiled.automationId)], mock };
    if (await this.intake.accept(run)) this.workflows.start(startOf(run));
    return { runId: run.id };
  }
}
