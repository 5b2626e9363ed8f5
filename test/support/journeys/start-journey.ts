import { skeletonOf } from '../../../language/compile/skeleton.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import { RunIntake } from '../../../platform/database/runs/run-intake.ts';
import { newRunId } from '../../../platform/ids.ts';
import type { Engine } from '../engine.ts';
import { journeyPlan, TRIGGER } from './journey-plan.ts';

/** A run of a journey as it is asked for; its nodes follow the trigger. */
export interface JourneyRequest {
  nodes: readonly object[];
  /** Runs of one journey meet at its nodes. */
  journey?: string;
  data?: JsonObject;
  profile?: JsonObject;
  recipient?: string;
  cancelationToken?: string;
}

/** Accepts a run of a journey; gives its id. It is left to `start`. */
export async function acceptJourney(
  { database }: Pick<Engine, 'database'>,
  { nodes, journey = 'journey', data = {}, profile = {}, recipient, cancelationToken }: JourneyRequest,
) {
  const id = newRunId(new Date());
  const plan = journeyPlan([TRIGGER, ...nodes], { recipient, at: Date.now() });
  const context = { data, profile, ...(recipient && { recipient }) };
  const run = { id, environmentId: 'test', kind: 'journey', automationId: journey, cancelationToken } as const;
  await new RunIntake(database).accept({ ...run, source: [`invoke/${journey}`], mock: false, context, plan });
  return { ...run, template: journey, recipient, skeleton: skeletonOf(plan) };
}

/** Starts a run of a journey as its invocation would; gives its id. */
export async function startJourney(
  engine: Pick<Engine, 'database' | 'starter'>,
  request: JourneyRequest,
): Promise<string> {
  const run = await acceptJourney(engine, request);
  await engine.starter.startAndWait(run);
  return run.id;
}
