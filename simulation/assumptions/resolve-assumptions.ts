import type { Plan, PlanStep } from '../../language/plan.ts';
import { InvalidInput, type Problem } from '../../language/problem.ts';
import { addDuration } from '../../language/time/duration.ts';
import { durationOf } from '../../language/time/duration-text.ts';
import { parseInstant } from '../../language/time/instant.ts';
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

/** @throws InvalidInput naming every assumption about nothing in the plan, a step that has one, or the time before the run. */
export function resolveAssumptions(plan: Plan, assume: Assumptions, beginning: Beginning): ResolvedAssumptions {
  const steps = new NamedSteps(plan);
  const fetches = steps.byOrder('fetches', assume.fetches, FETCHES);
  const deliveries = steps.byOrder('deliveries', assume.deliveries, SENDS);
  const stopping = assume.throttled.map((name, key) => ({ key, name, value: name }));
  const throttled = steps.once('throttled', stopping, THROTTLE);
  const events = assume.events.flatMap((event, index) => timed(event, `events.${index}`, steps, beginning));
  if (steps.problems.length > 0) throw new InvalidInput(steps.problems);
  return {
    fetches: new Map(fetches.map(([order, answers]) => [order, [answers].flat()])),
    deliveries: new Map(deliveries),
    throttled: new Set(throttled.map(([order]) => order)),
    events,
  };
}

function timed(event: AssumedEvent, path: string, steps: NamedSteps, beginning: Beginning): TimedEvent[] {
  const at = instantOf(event, beginning);
  if (!(at >= beginning.start)) steps.report(`${path}.at`, 'must not lie before the start');
  if (event.type === 'cancel') return [{ type: event.type, at }];
  const { type, node, data } = event;
  return steps.order(`${path}.node`, node, BATCH).map((order) => ({ type, at, order, data }));
}

/** Finds the steps that assumptions name, and remembers what is wrong with them. */
class NamedSteps {
  readonly problems: Problem[] = [];

  constructor(readonly plan: Plan) {}

  report(path: string, message: string): void {
    this.problems.push({ path: `assume.${path}`, message });
  }

  /** None where nothing of the kind goes by the name. */
  order(path: string, name: string, [what, isMeant]: Kind): number[] {
    const order = stepNamed(this.plan, name) ?? -1;
    const step = this.plan.steps[order];
    if (step && isMeant(step)) return [order];
    this.report(path, `names no ${what}`);
    return [];
  }

  byOrder<Given>(field: string, given: Record<string, Given>, kind: Kind): [order: number, given: Given][] {
    return this.once(
      field,
      Object.entries(given).map(([name, value]) => ({ key: name, name, value })),
      kind,
    );
  }

  /** Of two about the same step the second one is a problem; `key` is where it stands in the field. */
  once<Given>(
    field: string,
    given: readonly { key: number | string; name: string; value: Given }[],
    kind: Kind,
  ): [order: number, given: Given][] {
    const names = new Map<number, string>();
    return given.flatMap(({ key, name, value }) =>
      this.order(`${field}.${key}`, name, kind).map((order): [number, Given] => {
        const other = names.get(order);
        if (other !== undefined) this.report(`${field}.${key}`, `is about the same step as ${other}`);
        names.set(order, name);
        return [order, value];
      }),
    );
  }
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
