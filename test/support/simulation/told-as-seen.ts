import type { OutboundAnswer } from '../../../activities/ports/outbound.ts';
import { problemsOfJson } from '../../../language/json/check-json.ts';
import { Assumptions } from '../../../simulation/assumptions/assumptions.ts';
import { flakyAnswers } from '../flaky-provider.ts';
import type { TemporalWorld } from '../random-plans/temporal-world.ts';
import type { Told } from './automation-runs.ts';
import { seenByOrder } from './seen-by-order.ts';

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
export async function toldAsSeen(world: TemporalWorld, runId: string): Promise<Required<Told>> {
  const steps = await world.engine.database.query<OutcomeRow>(OUTCOMES, [runId]);
  const seen = await seenByOrder(world, runId);
  const answers = [...seen.values()].flat().map(({ answer }) => answer);
  const isDeferred = steps.some(({ outcomes }) => outcomes.includes('deferred'));
  const isSayable = answers.every((answer) => problemsOfJson(assumedAnswer(answer)).length === 0);
  const refused = steps.filter(({ action, outcomes }) => action === 'send' && outcomes.includes('refused'));
  const throttled = steps.filter(({ status }) => status === 'THROTTLED');
  const fetches = [...seen].map(([order, tries]) => [order, tries.map(({ answer }) => assumedAnswer(answer))]);
  const assume = Assumptions.parse({
    fetches: Object.fromEntries(isSayable ? fetches : []),
    deliveries: Object.fromEntries(isDeferred ? [] : refused.map(({ order }) => [order, { status: 'UNDELIVERABLE' }])),
    throttled: throttled.map(({ order }) => String(order)),
  });
  const given = answers.values();
  const outside = {
    ...(isDeferred && { deliver: flakyAnswers() }),
    ...(!isSayable && { answer: () => given.next().value ?? BROKEN }),
  };
  return { assume, outside };
}

const BROKEN: OutboundAnswer = { kind: 'unanswered', reason: 'nobody asked before', mayHaveArrived: true };

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
