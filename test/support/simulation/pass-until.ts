import { eventually } from '../eventually.ts';
import type { TemporalWorld } from '../random-plans/temporal-world.ts';

/** Lets the time of a world pass up to an instant of its clock, once a run's workflow has begun; gives what time it is then. */
export async function passUntil({ environment, engine }: TemporalWorld, runId: string, at: number): Promise<number> {
  await eventually(() => engine.client.workflow.getHandle(runId).describe());
  await environment.sleep(Math.max(0, at - (await environment.currentTimeMs())));
  return environment.currentTimeMs();
}
