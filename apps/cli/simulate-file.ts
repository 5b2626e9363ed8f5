import type { WantedUser } from '../../activities/ports/lookups.ts';
import type { Json } from '../../language/json/json.ts';
import { MemoryLookups } from '../../platform/memory/memory-lookups.ts';
import type { MemoryRows } from '../../platform/memory/memory-rows.ts';
import { PUBLIC_HTTPS, urlRefusal } from '../../platform/outbound/guard.ts';
import { automationSubject } from '../../simulation/requests/automation-subject.ts';
import { journeySubject } from '../../simulation/requests/journey-subject.ts';
import { simulateRequest } from '../../simulation/requests/simulate-request.ts';
import type { Timeline } from '../../simulation/timeline/timeline.ts';
import { parseAs } from './parse-as.ts';
import { readJson } from './read-json.ts';
import { requestIn, type SimulationRequest } from './request-file.ts';
import { rowsOfWorld } from './rows-of-world.ts';
import type { SimulationWishes } from './wishes.ts';
import { WorldFile } from './world-file.ts';
import { refusedAs, type Source } from './wrong-use.ts';

/**
 * Simulates what a file holds, over the files named beside it.
 * @param now In milliseconds since the epoch: when the run begins where nobody says so.
 * @param then When it begins where the command line does not say so, ISO 8601.
 * @throws WrongUse; NotStarted where no run would begin
 */
export async function simulateFile(wishes: SimulationWishes, now: number, then?: string): Promise<Timeline> {
  const { file, world } = wishes;
  const rows = await refusedAs(world ?? '', () => rowsOfWorld(parseAs(WorldFile, read(world) ?? {})));
  const content = readJson(file);
  const given = givenBy(wishes, then);
  const said = Object.fromEntries(given.map(({ field, value }) => [field, value]));
  return refusedAs(file, () => simulateOver(rows, requestIn(content, said), now), given);
}

function simulateOver(rows: MemoryRows, request: SimulationRequest, now: number): Promise<Timeline> {
  const lookups = new MemoryLookups(rows);
  const findUser = (wanted: WantedUser) => lookups.findUser('', wanted);
  const surroundings = { now, worldOf: async () => ({ rows }), refusal: refusalOf };
  return simulateRequest(request.body, surroundings, (at, around) =>
    request.kind === 'journey'
      ? journeySubject(request.body, { ...around, at, findUser })
      : automationSubject(request.body, at),
  );
}

/** By the settings as they are where nobody set them: a file is to mean the same wherever it is simulated. */
function refusalOf(url: URL): string | undefined {
  return urlRefusal(url, PUBLIC_HTTPS);
}

/** What the command line says in the place of the file. */
function givenBy({ profile, data, event, start, zone, assume }: SimulationWishes, then: string | undefined): Given[] {
  const fields = [
    { field: 'profile', from: profile, value: read(profile) },
    { field: 'data', from: data, value: read(data) },
    { field: 'event', from: event, value: read(event) },
    { field: 'assume', from: assume, value: read(assume) },
    { field: 'start', from: '--start', value: start ?? then },
    { field: 'time_zone', from: '--zone', value: zone },
  ];
  return fields.filter((field): field is Given => field.value !== undefined);
}

interface Given extends Source {
  value: Json;
}

function read(file: string | undefined): Json | undefined {
  return file === undefined ? undefined : readJson(file);
}
