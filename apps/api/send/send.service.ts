import { Injectable } from '@nestjs/common';

import { startOf } from '../../../activities/ports/run-start.ts';
import { Workflows } from '../../../activities/ports/workflows.ts';
import { compileSend } from '../../../language/compile/compile-send.ts';
import type { Json } from '../../../language/json/json.ts';
import { inspectMessages } from '../../../messages/inspect-messages.ts';
import { RunIntake } from '../../../platform/database/runs/run-intake.ts';
import type { Caller } from '../http/caller.ts';
import { enqueuedMessages } from './enqueued-messages.ts';

const SOURCE = ['send'];

/** Accepts requests to send: each is a run of one send a recipient, which no list of runs shows. §11.1 */
@Injectable()
export class SendService {
  constructor(
    private readonly intake: RunIntake,
    private readonly workflows: Workflows,
  ) {}

  /** A request that was accepted under this id before is left as it is. @throws InvalidInput */
  async send({ environmentId, mock }: Caller, runId: string, message: unknown): Promise<{ requestId: string }> {
    const { plan, context } = compileSend(message as Json | undefined, inspectMessages(Date.now()));
    const messages = enqueuedMessages({ plan, context }, runId, Date.now());
    const run = { id: runId, environmentId, kind: 'message' as const, source: SOURCE, mock, context, plan };
    if (await this.intake.acceptMessages(run, messages)) this.workflows.start(startOf(run));
    const [only] = plan.steps.length === 1 ? messages : [];
    return { requestId: only?.id ?? runId };
  }
}
