import type { FindUser } from '../../activities/ports/lookups.ts';
import { SchemaCheck } from '../../activities/schema/schema-check.ts';
import { requestedScope } from '../../activities/step/requested-scope.ts';
import { type CompiledJourney, compileJourney } from '../../language/compile/compile-journey.ts';
import { completeNodes } from '../../language/compile/complete-nodes.ts';
import { walkNodes } from '../../language/compile/walk-nodes.ts';
import type { InboundEvent } from '../../language/events/inbound-event.ts';
import type { Journey } from '../../language/journey.ts';
import { recipientOf } from '../../language/people/recipient-of.ts';
import type { NodeStep, Plan } from '../../language/plan.ts';
import { InvalidInput } from '../../language/problem.ts';
import { type BegunJourney, beginningOf } from '../../language/run/begin-journey.ts';
import { TRIGGER_UNMET, triggerVerdict } from '../../language/run/trigger-verdict.ts';
import { within } from '../../language/within.ts';
import { inspectMessages } from '../../messages/inspect-messages.ts';
import type { Subject } from '../subject.ts';
import type { WorldOf } from '../world.ts';
import type { SavedDefinition } from './automation-subject.ts';
import { beginByEvent } from './begin-by-event.ts';
import type { JourneySimulation } from './journey-simulation.ts';
import { NotStarted } from './not-started.ts';
import { inboundEvent } from './starting-event.ts';

const schemas = new SchemaCheck();

const WAITS_FOR_EVENT = 'The journey waits for an event: say which in event';

/** Where a journey is asked for. */
interface Circumstances {
  /** In milliseconds since the epoch. */
  at: number;
  findUser: FindUser;
  worldOf: WorldOf;
  /** The one that the request names, and what it says unless the request brings that along. */
  saved?: Partial<SavedDefinition<Journey>>;
}

/**
 * What a request to simulate a journey would run, judged and compiled as an invoke or an event does it; one that it brings along
 * is looked at as closely as one that is saved.
 * @throws InvalidInput; NotStarted where no run would begin
 */
export async function journeySubject(request: JourneySimulation, circumstances: Circumstances): Promise<Subject> {
  const { saved } = circumstances;
  const isNew = request.journey !== undefined;
  const journey = (!isNew && saved?.definition) || completed(request);
  const wanted = { ...circumstances, journey, isNew };
  const begun = request.event ? begunByEvent(inboundEvent(request.event), wanted) : begunByInvoke(request, wanted);
  const { plan, cancelationToken, context } = await begun;
  const of = { ...(saved?.id && { automationId: saved.id }), ...(cancelationToken && { cancelationToken }) };
  return { kind: 'journey', plan: plan as Plan<NodeStep>, context, ...of };
}

/** Beside it, the journey that the request is about, and whether the request brings it along. */
interface Wanted extends Circumstances {
  journey: Journey;
  isNew: boolean;
}

async function begunByEvent(event: InboundEvent, wanted: Wanted): Promise<BegunJourney> {
  const { journey, at, worldOf } = wanted;
  const { triggers } = compiled(wanted, event.userId);
  return beginByEvent(journey, triggers, { event, at, worldOf });
}

async function begunByInvoke(request: JourneySimulation, wanted: Wanted): Promise<BegunJourney> {
  const { journey, findUser } = wanted;
  const recipient = recipientOf(request);
  const userId = recipient.kind === 'user' ? recipient.id : undefined;
  const { plan } = compiled(wanted, userId);
  if (recipient.kind === 'missing') throw new InvalidInput([{ path: '', message: recipient.message }]);
  const scope = await requestedScope(request, userId, findUser);
  if (!plan) throw new NotStarted(WAITS_FOR_EVENT);
  if (triggerVerdict(plan.steps[0], scope).kind === 'unmet') throw new NotStarted(TRIGGER_UNMET);
  return { plan, ...beginningOf(journey, scope) };
}

/** Ids that the author leaves to us are the same every time. */
function completed({ journey }: JourneySimulation): Journey {
  const { nodes = [], cancelation_token } = journey ?? {};
  const taken = new Set(walkNodes(nodes).map(({ node }) => node.id));
  let count = 0;
  const next = (kind: string) => (): string => {
    count += 1;
    const id = `${kind}${count}`;
    return taken.has(id) ? next(kind)() : id;
  };
  return { nodes: completeNodes(nodes, { node: next('node-'), experiment: next('exp_') }), cancelation_token };
}

function compiled({ journey, at, isNew }: Wanted, recipient?: string): CompiledJourney {
  const closely = { inspect: inspectMessages(at), schemaProblem: (schema: object) => schemas.problem(schema as never) };
  const compiled = compileJourney(journey, { at, recipient, ...(isNew && closely) });
  const { problems } = compiled;
  if (problems.length === 0) return compiled;
  throw new InvalidInput(isNew ? problems.map((problem) => within('journey', problem)) : problems);
}
