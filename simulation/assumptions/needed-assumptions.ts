import { cutText } from '../../language/cut-text.ts';
import { listExpression } from '../../language/people/list-pattern.ts';
import { lacksAddress } from '../../messages/routing.ts';
import type { Simulation } from '../simulation.ts';
import type { NeededAssumption, TimelineEntry } from '../timeline/timeline.ts';
import type { World } from '../world.ts';

/** In a message. */
const LONGEST_URL = 200;
/** As long as ids may be. */
const LONGEST_NAME = 256;

/** What a run went on without, by what became of its steps. */
export function neededAssumptions(entries: readonly TimelineEntry[], simulation: Simulation): NeededAssumption[] {
  return entries.flatMap((entry) => {
    const { world } = simulation;
    return [
      ...fetchOf(entry),
      ...namedOf(entry, simulation),
      ...profilesOf(entry, simulation),
      ...listOf(entry, world),
    ];
  });
}

function fetchOf({ id, ref, fetched = [] }: TimelineEntry): NeededAssumption[] {
  const unknown = fetched.find(({ assumed }) => !assumed);
  if (!unknown) return [];
  const name = ref ?? id;
  const url = cutText(unknown.url, LONGEST_URL, '…');
  return [{ kind: 'fetch', step: id, name, message: `${unknown.method} ${url}: give assume.fetches.${name}` }];
}

/** Templates and automations, by what the step names itself, and what data named when it was come to. */
function namedOf({ id, order, status }: TimelineEntry, { row, world, lookups }: Simulation): NeededAssumption[] {
  if (status !== 'ERROR') return [];
  const known = new Set(world.rows.templates.flatMap(({ id: own, alias = own }) => [own, alias]));
  const written = row.plan.steps[order]?.ahead.templates.filter((name) => !known.has(name)) ?? [];
  const sought = lookups.missing.get(order);
  const missing = [...written.map((name) => ({ kind: 'template' as const, name })), ...(sought ? [sought] : [])];
  return missing.map(({ kind, name: whole }) => {
    const name = cutText(whole, LONGEST_NAME, '…');
    return { kind, step: id, name, message: `there is no ${kind} ${name}` };
  });
}

/** Only an address can be given: where the content is at fault, or there is no provider, a profile would not help. */
function profilesOf({ id, messages = [] }: TimelineEntry, { row, world }: Simulation): NeededAssumption[] {
  const lost = messages.filter(({ reason, error = '' }) => reason === 'NO_PROVIDERS' && lacksAddress(error));
  const names = new Set(lost.map(({ recipient }) => recipient).filter((name) => !name.startsWith('anon_')));
  const { recipient, profile } = row.context;
  const isGiven = Object.keys(profile).length > 0;
  return [...names]
    .filter((name) => !world.rows.profiles.has(name))
    .map((name) => ({
      kind: 'profile',
      step: id,
      name,
      message:
        isGiven && name === recipient
          ? `the profile of ${name} has no address for the channels of the message: give one`
          : `nothing is known of ${name}: give a profile`,
    }));
}

function listOf({ id, listed }: TimelineEntry, { rows, countOf }: World): NeededAssumption[] {
  if (!listed || countOf?.(listed) !== undefined) return [];
  const wanted = new RegExp(listExpression(listed));
  if ([...rows.lists.keys()].some((list) => wanted.test(list))) return [];
  return [{ kind: 'list', step: id, name: listed, message: `there is no list ${listed}: nobody is sent to` }];
}
