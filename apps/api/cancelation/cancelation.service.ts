import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { Workflows } from '../../../activities/ports/workflows.ts';
import { RunCancelations } from '../../../platform/database/runs/run-cancelations.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import type { CancelAnswer, CancelBody } from './cancelation.schemas.ts';

type Body = z.infer<typeof CancelBody>;
type Answer = z.infer<typeof CancelAnswer>;

/** Cancels runs: their rows first, which decides, and then their workflows, which nobody waits for. J-65 */
@Injectable()
export class CancelationService {
  constructor(
    private readonly cancelations: RunCancelations,
    private readonly workflows: Workflows,
  ) {}

  /** By token it reaches runs of every kind, by id those of one. J-69, K-03 */
  async cancel(caller: Caller, kind: 'automation' | 'journey', body: Body): Promise<Answer> {
    const { cancelation_token: token = '', run_id: runId } = body;
    return runId === undefined ? this.#byToken(caller, token) : this.#byId(caller, kind, runId);
  }

  async #byToken({ environmentId }: Caller, token: string): Promise<Answer> {
    this.workflows.cancel(await this.cancelations.byToken(environmentId, token));
    return { cancelation_token: token };
  }

  async #byId({ environmentId }: Caller, kind: 'automation' | 'journey', runId: string): Promise<Answer> {
    const { status, canceled } = found(await this.cancelations.byId(environmentId, kind, runId), 'Run');
    this.workflows.cancel(canceled);
    return { run_id: runId, status };
  }
}
