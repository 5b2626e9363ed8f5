import { activityInfo } from '@temporalio/activity';

import { Outbound, type OutboundAnswer, type OutboundRequest } from '../../../activities/ports/outbound.ts';
import { randomAnswers } from '../random-plans/random-answers.ts';

/** What an activity of a run asked, and was answered, one entry a try. */
export interface SeenAnswer {
  runId: string;
  activityId: string;
  request: OutboundRequest;
  answer: OutboundAnswer;
}

/** Servers that answer real runs as random ones are answered, and remember whom they answered what. */
export class SeenOutbound extends Outbound {
  seen: SeenAnswer[] = [];
  #answer = randomAnswers();
  /** Pauses between tries take no time. */
  override readonly clock = { now: Date.now, pause: async () => {} };

  /** Forgets all of it: what they answer begins anew. */
  begin(): void {
    this.seen = [];
    this.#answer = randomAnswers();
  }

  async send(request: OutboundRequest): Promise<OutboundAnswer> {
    const { activityId, workflowExecution } = activityInfo();
    const answer = this.#answer(request);
    this.seen.push({ runId: workflowExecution?.workflowId ?? '', activityId, request, answer });
    return answer;
  }
}
