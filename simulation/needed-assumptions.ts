import { cutText } from '../language/cut-text.ts';
import { listExpression } from '../language/people/list-pattern.ts';
import type { PlanStep } from '../language/plan.ts';
import { literal } from '../language/reference/literal.ts';
import { invocability } from '../language/run/invocability.ts';
import type { Subject } from './subject.ts';
import type { NeededAssumption, TimelineEntry } from './timeline.ts';
import type { World } from './world.ts';

/** In a message. */
const LONGEST_URL = 200;

/** What a run went on without, by what became of its steps. */
export function neededAssumptions(
  entries: readonly TimelineEntry[],
  { plan }: Subject,
  world: World,
): NeededAssumption[] {
  return entries.flatMap((entry) => {
    const step = plan.steps[entry.order];
    if (!step) return [];
    const named = [...templatesOf(entry, step, world), ...automationOf(entry, step)];
    return [...fetchOf(entry), ...named, ...profilesOf(entry, world), ...listOf(entry, world)];
  });
}

function fetchOf({ id, ref, fetched = [] }: TimelineEntry): NeededAssumption[] {
  const unknown = fetched.find(({ assumed }) => !assumed);
  if (!unknown) return [];
  const name = ref ?? id;
  const url = cutText(unknown.url, LONGEST_URL, '…');
  return [{ kind: 'fetch', step: id, name, message: `${unknown.method} ${url}: give assume.fetches.${name}` }];
}

/** Templates that only the run's data name are not known by name. */
function templatesOf({ id, status }: TimelineEntry, { ahead }: PlanStep, { rows }: World): NeededAssumption[] {
  if (status !== 'ERROR') return [];
  const known = new Set(rows.templates.flatMap(({ id: own, alias = own }) => [own, alias]));
  const missing = ahead.templates.filter((name) => !known.has(name));
  return missing.map((name) => ({ kind: 'template', step: id, name, message: `there is no template ${name}` }));
}

/** Whether there is one only the step knows, and says. */
function automationOf({ id, action, reason }: TimelineEntry, { fields }: PlanStep): NeededAssumption[] {
  const name = action === 'invoke' ? literal(fields.template) : undefined;
  const judged = name === undefined ? undefined : invocability(undefined, name);
  if (name === undefined || judged?.kind !== 'unknown' || judged.message !== reason) return [];
  return [{ kind: 'automation', step: id, name, message: `there is no automation ${name}` }];
}

function profilesOf({ id, action, messages = [] }: TimelineEntry, { rows }: World): NeededAssumption[] {
  if (action !== 'send') return [];
  const lost = messages.filter(({ status, recipient }) => status === 'UNROUTABLE' && !recipient.startsWith('anon_'));
  const names = new Set(lost.map(({ recipient }) => recipient).filter((recipient) => !rows.profiles.has(recipient)));
  return [...names].map((name) => ({
    kind: 'profile',
    step: id,
    name,
    message: `nothing is known of ${name}: give a profile`,
  }));
}

function listOf({ id, listed }: TimelineEntry, { rows, countOf }: World): NeededAssumption[] {
  if (!listed || countOf?.(listed) !== undefined) return [];
  const wanted = new RegExp(listExpression(listed));
  if ([...rows.lists.keys()].some((list) => wanted.test(list))) return [];
  return [{ kind: 'list', step: id, name: listed, message: `there is no list ${listed}: nobody is sent to` }];
}
