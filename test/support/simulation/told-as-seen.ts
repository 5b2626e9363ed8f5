import { defaultPayloadConverter } from '@temporalio/common';

import type { OutboundAnswer } from '../../../activities/ports/outbound.ts';
import { problemsOfJson } from '../../../language/json/check-json.ts';
import { Assumptions } from '../../../simulation/assumptions/assumptions.ts';
import type { StepCall } from '../../../workflows/contracts/step-activities.ts';
import { flakyAnswers } from '../flaky-provider.ts';
import type { TemporalWorld } from '../random-plans/temporal-world.ts';
import type { Told } from './automation-runs.ts';
import type { SeenAnswer } from './seen-outbound.ts';

const OUTCOMES = `
SELECT s."order", s.action, s.status, array_remove(array_agg(DISTINCT a.outcome), NULL) AS outcomes
FROM run_step s LEFT JOIN message m ON m.run_id = s.run_id AND m.step_order = s."order"
LEFT JOIN attempt a ON a.message_id = m.id
WHERE s.run_id = $1 GROUP BY s."order", s.action, s.status`;

interface OutcomeRow {
  order: number;
  action: string;
  status: string;
  outcomes: string[];
}

/**
 * What a simulation is told of a run that is over: by assumptions, what servers and providers answered, and where it was stopped.
 * Two things cannot be said so, and are left to whoever stands outside: that a provider fails for a while, and an answer that
 * holds what no request may hold.
 */
export async function toldAsSeen({ engine, outbound }: TemporalWorld, runId: string): Promise<Required<Told>> {
  const steps = await engine.database.query<OutcomeRow>(OUTCOMES, [runId]);
  const answers = outbound.seen.filter((one) => one.runId === runId);
  const isDeferred = steps.some(({ outcomes }) => outcomes.includes('deferred'));
  const isSayable = answers.every(({ answer }) => problemsOfJson(assumedAnswer(answer)).length === 0);
  const refused = steps.filter(({ action, outcomes }) => action === 'send' && outcomes.includes('refused'));
  const throttled = steps.filter(({ status }) => status === 'THROTTLED');
  const assume = Assumptions.parse({
    fetches: isSayable ? byOrder(answers, await ordersOf(engine, runId)) : {},
    deliveries: Object.fromEntries(isDeferred ? [] : refused.map(({ order }) => [order, { status: 'UNDELIVERABLE' }])),
    throttled: throttled.map(({ order }) => String(order)),
  });
  const given = answers.values();
  const outside = {
    ...(isDeferred && { deliver: flakyAnswers() }),
    ...(!isSayable && { answer: () => given.next().value?.answer ?? BROKEN }),
  };
  return { assume, outside };
}

const BROKEN: OutboundAnswer = { kind: 'unanswered', reason: 'nobody asked before', mayHaveArrived: true };

/** Which step each activity was of. */
async function ordersOf({ client }: TemporalWorld['engine'], runId: string): Promise<Map<string, number>> {
  const { events } = await client.workflow.getHandle(runId).fetchHistory();
  const orders = new Map<string, number>();
  for (const { activityTaskScheduledEventAttributes: activity } of events ?? []) {
    const [call] = activity?.input?.payloads ?? [];
    if (call) orders.set(activity?.activityId ?? '', defaultPayloadConverter.fromPayload<StepCall>(call).order);
  }
  return orders;
}

/** By step, in the order of its tries. */
function byOrder(answers: readonly SeenAnswer[], orders: ReadonlyMap<string, number>): Record<string, object[]> {
  const fetches: Record<string, object[]> = {};
  for (const { answer, activityId } of answers) {
    const order = String(orders.get(activityId));
    fetches[order] = [...(fetches[order] ?? []), assumedAnswer(answer)];
  }
  return fetches;
}

function assumedAnswer(answer: OutboundAnswer): object {
  if (answer.kind !== 'answered') return { error: 'reason' in answer ? answer.reason : answer.kind };
  const { status, headers, body } = answer;
  return { status, headers, body: parsed(Buffer.from(body).toString()) };
}

/** What is no JSON is a text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
