import { Injectable } from '@nestjs/common';
import { messageIdOf } from '../../../activities/deliver/message-id.ts';
import { startOf } from '../../../activities/ports/run-start.ts';
import { Workflows } from '../../../activities/ports/workflows.ts';
import type { ActionStep, Plan } from '../../../language/plan.ts';
import type { RunData } from '../../../language/run/scope.ts';
import { type MessageOrigin, type MessageRow, Messages } from '../../../platform/database/messages/messages.ts';
import { RunIntake } from '../../../platform/database/runs/run-intake.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';

const WINDOW_MS = 60_000;

/**
 * Sends a message once more, as a run of one send: what its recipient was to read then, or, if it was
 * never rendered, by the step that made it. W-32
 */
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
    const rendered = (await this.messages.output(environmentId, messageId)).length > 0;
    const { plan, context } = rendered
      ? copyOf(found(await this.messages.find(environmentId, messageId), 'Message'))
      : planOfOneSend(found(await this.messages.origin(environmentId, messageId), 'Message'));
    const run = { id, environmentId, kind: 'message' as const, source: [`resend/${messageId}`], mock, context, plan };
    const copy = messageIdOf(id, 0);
    const resend = { of: messageId, as: copy, isRendered: rendered, windowMs: WINDOW_MS };
    const { isNew, waitMs } = await this.intake.acceptResend(run, resend);
    if (waitMs !== undefined) throw new ApiError('resent_recently', undefined, Math.max(1, Math.ceil(waitMs / 1000)));
    if (isNew) this.workflows.start(startOf(run));
    return { messageId: copy };
  }
}

/** Its step finds the copy begun, so that there is nothing to compose. */
function copyOf({ recipient }: MessageRow): { plan: Plan; context: RunData } {
  const ahead = { templates: [], users: [] };
  const step = { id: 'step-0', action: 'send', verbatim: true, fields: {}, ahead, label: 'once more' } as const;
  return { plan: { v: 1, steps: [step] }, context: { data: {}, profile: {}, recipient } };
}

/** Without the guard: it held when the message was made, and the steps it may speak of are not in this plan. */
function planOfOneSend({ recipient, listId, stepOrder, plan, context }: MessageOrigin) {
  const step = plan?.steps[stepOrder ?? -1];
  const isToNobody = step?.action === 'send-list' && listId === null;
  if (!plan || !step || step.type === 'node' || !context || isToNobody) throw new ApiError('not_resendable');
  const { if: _, ...send } = step.action === 'send-list' ? sendTo(recipient, step) : step;
  const resent: Plan = { v: plan.v, steps: [send] };
  return { plan: resent, context };
}

/** Of a send to a list, what this one recipient got. */
function sendTo(recipient: string, step: ActionStep): ActionStep {
  const { list: _, ...fields } = step.fields;
  return { ...step, action: 'send', fields: { ...fields, recipient }, ahead: { ...step.ahead, users: [recipient] } };
}
