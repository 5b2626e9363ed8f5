import type { Json, JsonObject } from '../../language/json/json.ts';
import { memberAt } from '../../language/json/member-at.ts';
import { InvalidInput } from '../../language/problem.ts';
import { MemoryLookups } from '../../platform/memory/memory-lookups.ts';
import { automationSubject } from '../../simulation/requests/automation-subject.ts';
import { journeySubject } from '../../simulation/requests/journey-subject.ts';
import { simulateRequest } from '../../simulation/requests/simulate-request.ts';
import type { Timeline } from '../../simulation/timeline.ts';
import { parsed } from './parsed.ts';
import { readJson } from './read-json.ts';
import { requestIn } from './request-file.ts';
import { rowsOfWorld } from './rows-of-world.ts';
import type { SimulationWishes } from './wishes.ts';
import { WorldFile } from './world-file.ts';
import { WrongUse } from './wrong-use.ts';

/**
 * Simulates what a file holds, over the files named beside it.
 * @param now In milliseconds since the epoch: when the run begins where nobody says so.
 * @throws WrongUse; NotStarted where no run would begin
 */
export async function simulation(wishes: SimulationWishes, now: number, expected?: Json): Promise<Timeline> {
  const rows = named(wishes.world, () => rowsOfWorld(parsed(WorldFile, read(wishes.world) ?? {})));
  const content = readJson(wishes.file);
  try {
    const request = requestIn(content, said(wishes, expected));
    const lookups = new MemoryLookups(rows);
    const stage = { now, lookups, worldOf: async () => ({ rows }) };
    return await simulateRequest(request.body, stage, (at) =>
      request.kind === 'journey' ? journeySubject(request.body, { at, lookups }) : automationSubject(request.body, at),
    );
  } catch (error) {
    throw namedAfter(wishes.file, error);
  }
}

/** What the command line says in the place of the file. */
function said({ profile, data, start, zone, assume }: SimulationWishes, expected: Json | undefined): JsonObject {
  const then = start ?? memberAt(expected, 'run.started_at');
  const fields = { profile: read(profile), data: read(data), assume: read(assume), start: then, time_zone: zone };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as JsonObject;
}

function read(file: string | undefined): Json | undefined {
  return file === undefined ? undefined : readJson(file);
}

function named<Result>(file: string | undefined, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw namedAfter(file ?? '', error);
  }
}

/** Problems name fields; here is the file they are in. */
function namedAfter(file: string, error: unknown): unknown {
  if (error instanceof InvalidInput) return new WrongUse(`${file}: ${error.message}`);
  return error instanceof WrongUse && !error.message.startsWith(file)
    ? new WrongUse(`${file} ${error.message}`)
    : error;
}
