import { ask } from '../ask.ts';
import type { Engine } from '../engine.ts';
import { costOf, type RunCost } from '../run-cost.ts';

/** Publishes a journey of these nodes after a trigger; gives its id. */
export async function publishJourney(engine: Pick<Engine, 'url'>, nodes: readonly object[]): Promise<string> {
  const trigger = { type: 'trigger', trigger_type: 'api-invoke' };
  const body = { name: 'A journey', state: 'PUBLISHED', nodes: [trigger, ...nodes] };
  const answer = await ask(engine, 'POST', '/journeys', body);
  if (answer.status !== 201) throw new Error(`POST /journeys: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}

/** Invokes a journey for ada; gives the id of the run. */
export async function invokeJourney(engine: Pick<Engine, 'url'>, journey: string, data: object = {}): Promise<string> {
  const answer = await ask(engine, 'POST', `/journeys/${journey}/invoke`, { user_id: 'ada', data });
  if (answer.status !== 202) throw new Error(`invoke: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.runId;
}

/** Carries out a journey of these nodes and tells what the run cost; throws unless it ends PROCESSED. */
export async function journeyCost(engine: Engine, metricsUrl: string, nodes: readonly object[]): Promise<RunCost> {
  const journey = await publishJourney(engine, nodes);
  return costOf(engine, metricsUrl, '/journeys/runs', () => invokeJourney(engine, journey));
}
