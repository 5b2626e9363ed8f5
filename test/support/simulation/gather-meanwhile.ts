import { expect } from 'vitest';

import type { JsonObject } from '../../../language/json/json.ts';
import { untilEnded } from '../ask.ts';
import { eventually } from '../eventually.ts';
import { type JourneyRequest, startJourney } from '../journeys/start-journey.ts';
import type { TemporalWorld } from '../random-plans/temporal-world.ts';
import { passUntil } from './pass-until.ts';

/** Another run that is to come to the batch, at an instant of the world's clock. */
interface Member {
  at: number;
  data: JsonObject;
}

/** The runs that came, and when each did. */
export interface Gathered {
  ids: string[];
  came: Member[];
}

/** Has runs of the same journey come to the batch of one that waits there. */
export async function gatherMeanwhile(
  world: TemporalWorld,
  runId: string,
  { journey, members }: { journey: JourneyRequest; members: readonly Member[] },
): Promise<Gathered> {
  const ids: string[] = [];
  const came: Member[] = [];
  for (const { at, data } of members) {
    came.push({ at: await passUntil(world, runId, at), data });
    const id = await startJourney(world.engine, { ...journey, data });
    await untilGathered(world, id);
    ids.push(id);
  }
  return { ids, came };
}

/** The clock stands until they have come. */
async function untilGathered({ engine }: TemporalWorld, runId: string): Promise<void> {
  await eventually(async () => {
    const steps = await engine.database.query(`SELECT FROM run_step WHERE run_id = $1 AND action = 'batch'`, [runId]);
    expect(steps).toHaveLength(1);
  });
}

/** Those who came when it was over gather by themselves. */
export async function untilGone({ engine }: TemporalWorld, runIds: readonly string[]): Promise<void> {
  for (const runId of runIds) await untilEnded(engine, runId);
}
