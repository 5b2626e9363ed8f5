import type { Plan, PlanStep } from '../language/plan.ts';
import { InvalidInput, type Problem } from '../language/problem.ts';
import { addDuration } from '../language/time/duration.ts';
import { durationOf } from '../language/time/duration-text.ts';
import { parseInstant } from '../language/time/instant.ts';
import type { AssumedAnswer, AssumedDelivery, AssumedEvent, Assumptions } from './assumptions.ts';
import { stepNamed } from './step-named.ts';

/** An event that is assumed, at an instant in milliseconds since the epoch. */
export type TimedEvent = { at: number } & (
  | { type: 'cancel' }
  | { type: 'batch_member'; order: number; data: Extract<AssumedEvent, { type: 'batch_member' }>['data'] }
);

/** Assumptions of one plan, by the order of the step that each is about. */
export interface ResolvedAssumptions {
  fetches: Map<number, AssumedAnswer[]>;
  deliveries: Map<number, AssumedDelivery>;
  events: TimedEvent[];
  throttled: Set<number>;
}

/** When a run begins, in milliseconds since the epoch, and the zone that instants without one are meant in. */
interface Beginning {
  start: number;
  zone: string;
}

/** @throws InvalidInput naming every assumption that is about nothing in the plan, or about the time before the run. */
export function resolveAssumptions(plan: Plan, assume: Assumptions, beginning: Beginning): ResolvedAssumptions {
  const problems: Problem[] = [];
  const about = (path: string, name: string, [what, isMeant]: Kind): number[] => {
    const order = stepNamed(plan, name);
    const step = order === undefined ? undefined : plan.steps[order];
    if (order !== undefined && step && isMeant(step)) return [order];
    problems.push({ path: `assume.${path}`, message: `names no ${what}` });
    return [];
  };
  const named = <Given>(field: string, given: Record<string, Given>, kind: Kind): [number, Given][] =>
    Object.entries(given).flatMap(([name, value]) =>
      about(`${field}.${name}`, name, kind).map((order): [number, Given] => [order, value]),
    );
  const fetches = named('fetches', assume.fetches, FETCHES).map(([order, answer]) => [order, [answer].flat()] as const);
  const deliveries = named('deliveries', assume.deliveries, SENDS);
  const throttled = assume.throttled.flatMap((name, index) => about(`throttled.${index}`, name, THROTTLE));
  const events = assume.events.flatMap((event, index): TimedEvent[] => {
    const path = `events.${index}`;
    const at = instantOf(event, beginning);
    if (!(at >= beginning.start))
      problems.push({ path: `assume.${path}.at`, message: 'must not lie before the start' });
    if (event.type === 'cancel') return [{ type: 'cancel', at }];
    return about(`${path}.node`, event.node, BATCH).map((order) => ({ type: event.type, at, order, data: event.data }));
  });
  if (problems.length > 0) throw new InvalidInput(problems);
  return { fetches: new Map(fetches), deliveries: new Map(deliveries), throttled: new Set(throttled), events };
}

/** A kind of step in words, and whether one is of it. */
type Kind = [what: string, isMeant: (step: PlanStep) => boolean];

const FETCHES: Kind = [
  'step that fetches',
  ({ action, fields }) =>
    action === 'fetch-data' || action === 'fetch' || (action === 'send-list' && fields.data_source !== undefined),
];
const SENDS: Kind = ['step that sends to one recipient', ({ action }) => action === 'send'];
const THROTTLE: Kind = ['throttle', ({ action }) => action === 'throttle'];
const BATCH: Kind = ['batch', ({ action }) => action === 'batch'];

function instantOf({ after, at }: AssumedEvent, { start, zone }: Beginning): number {
  if (after !== undefined) return addDuration(start, durationOf(after));
  return parseInstant(at ?? '', zone) ?? Number.NaN;
}
