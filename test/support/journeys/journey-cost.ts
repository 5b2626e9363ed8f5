import { ask, untilEnded } from '../ask.ts';
import type { Engine } from '../engine.ts';
import type { RunCost } from '../run-cost.ts';
import { settledActions } from '../settled-actions.ts';
import { countStatements } from '../statement-count.ts';

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
  const { namespace } = engine.client.options;
  const journey = await publishJourney(engine, nodes);
  const before = await settledActions(metricsUrl, namespace);
  const statements = countStatements();
  const runId = await invokeJourney(engine, journey);
  await untilEnded(engine, runId);
  statements.stop();
  const { historyLength } = await engine.client.workflow.getHandle(runId).describe();
  const { body } = await ask(engine, 'GET', `/journeys/runs/${runId}`);
  if (body.run.status !== 'PROCESSED') throw new Error(`the run ended as ${body.run.status}`);
  const actions = (await settledActions(metricsUrl, namespace)) - before;
  return { events: historyLength, actions, statements: statements.ours };
}
