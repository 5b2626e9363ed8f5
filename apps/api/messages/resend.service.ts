import { Injectable } from '@nestjs/common';

import { Workflows } from '../../../activities/ports/workflows.ts';
import { messageIdOf } from '../../../activities/deliver/message-id.ts';
import type { Plan, PlanStep } from '../../../language/plan.ts';
import { skeletonOf } from '../../../language/skeleton.ts';
import { type MessageOrigin, Messages } from '../../../platform/database/messages.ts';
import { RunIntake } from '../../../platform/database/run-intake.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';

const WINDOW_MS = 60_000;

/** Sends a message once more, as a run of the one step that made it. W-32 */
@Injectable()
export class ResendService {
  constructor(
    private readonly messages: Messages,
    private readonly intake: RunIntake,
    private readonly workflows: Workflows,
  ) {}

  /**
   * The new message's id. A run that was accepted under this id before is left as it is.
   * @throws ApiError when repeated within 60 s, or when the original's run is gone
   */
  async resend({ environmentId, mock }: Caller, id: string, messageId: string): Promise<{ messageId: string }> {
    const origin = found(await this.messages.origin(environmentId, messageId), 'Message');
    const { plan, context } = planOfOneSend(origin);
    const kind = 'message' as const;
    const run = { id, environmentId, kind, source: [`resend/${messageId}`], mock, context, plan };
    const { isNew, waitMs } = await this.intake.acceptResend(messageId, run, WINDOW_MS);
    if (waitMs !== undefined) throw new ApiError('resent_recently', undefined, Math.max(1, Math.ceil(waitMs / 1000)));
    const { recipient } = context;
    if (isNew) this.workflows.start({ id, skeleton: skeletonOf(plan), environmentId, kind, recipient });
    return { messageId: messageIdOf(id, 0) };
  }
}

/** Without the guard: it held when the message was made, and the steps it may speak of are not in this plan. */
function planOfOneSend({ recipient, step_order, plan, context }: MessageOrigin) {
  const step = plan?.steps[step_order ?? -1];
  if (!plan || !step || !context) throw new ApiError('not_resendable');
  const { if: _, ...send } = step.action === 'send-list' ? sendTo(recipient, step) : step;
  const resent: Plan = { v: plan.v, steps: [send] };
  return { plan: resent, context };
}

/** Of a send to a list, what this one recipient got. */
function sendTo(recipient: string, step: PlanStep): PlanStep {
  const { list: _, ...fields } = step.fields;
  return { ...step, action: 'send', fields: { ...fields, recipient }, ahead: { ...step.ahead, users: [recipient] } };
}
