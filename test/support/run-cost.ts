import { ask, invoke, untilEnded } from './ask.ts';
import type { Engine } from './engine.ts';
import { settledActions } from './settled-actions.ts';
import { countStatements } from './statement-count.ts';

/** What one run costs. */
export interface RunCost {
  /** Of its history. */
  events: number;
  /** As its server counts them. */
  actions: number;
  /** Of this process, to PostgreSQL. */
  statements: string[];
}

/** What was counted last, which holds until something runs again: to wait for a metric takes seconds. */
const counted = new WeakMap<Engine, number>();

/** Carries out an automation of these steps and tells what it cost; throws unless it ends PROCESSED. */
export async function runCost(
  engine: Engine,
  { metricsUrl, steps, ...context }: { metricsUrl: string; steps: object[]; recipient?: string },
): Promise<RunCost> {
  return costOf(engine, metricsUrl, '/automations/runs', () => invoke(engine, { ...context, automation: { steps } }));
}

/**
 * What the run costs that is asked for; throws unless it ends PROCESSED. What ran since the last call would be counted with it.
 * @param runs Where it is looked up.
 */
export async function costOf(
  engine: Engine,
  metricsUrl: string,
  runs: string,
  begin: () => Promise<string>,
): Promise<RunCost> {
  const { namespace } = engine.client.options;
  const before = counted.get(engine) ?? (await settledActions(metricsUrl, namespace));
  const statements = countStatements();
  const runId = await begin();
  await untilEnded(engine, runId);
  statements.stop();
  const { historyLength } = await engine.client.workflow.getHandle(runId).describe();
  const { body } = await ask(engine, 'GET', `${runs}/${runId}`);
  if (body.run.status !== 'PROCESSED') throw new Error(`the run ended as ${body.run.status}`);
  const after = await settledActions(metricsUrl, namespace);
  counted.set(engine, after);
  return { events: historyLength, actions: after - before, statements: statements.texts };
}
