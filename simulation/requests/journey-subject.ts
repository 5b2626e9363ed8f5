import type { FindUser } from '../../activities/ports/lookups.ts';
import { SchemaCheck } from '../../activities/schema/schema-check.ts';
import { type CompiledJourney, compileJourney } from '../../language/compile/compile-journey.ts';
import { completeNodes } from '../../language/compile/complete-nodes.ts';
import { walkNodes } from '../../language/compile/walk-nodes.ts';
import type { Journey } from '../../language/journey.ts';
import { recipientOf } from '../../language/people/recipient-of.ts';
import type { NodeStep, Plan } from '../../language/plan.ts';
import { InvalidInput } from '../../language/problem.ts';
import { within } from '../../language/within.ts';
import { inspectMessages } from '../../messages/inspect-messages.ts';
import type { ProcessingTime } from '../processing-time.ts';
import type { Subject } from '../subject.ts';
import type { WorldOf } from '../world.ts';
import type { SavedDefinition } from './automation-subject.ts';
import type { JourneySimulation } from './journey-simulation.ts';
import { startedByEvent } from './started-by-event.ts';
import { startedByInvoke } from './started-by-invoke.ts';

const schemas = new SchemaCheck();

/** Where a journey is asked for. */
interface Circumstances {
  /** In milliseconds since the epoch. */
  at: number;
  findUser: FindUser;
  /** As the event leaves it, where one starts the run. */
  worldOf: WorldOf;
  time: ProcessingTime;
  /** The one that the request names, and what it says unless the request brings that along. */
  saved?: Partial<SavedDefinition<Journey>>;
}

/**
 * What a request to simulate a journey would run, judged and compiled as an invoke or an event does it; one that it brings along
 * is looked at as closely as one that is saved.
 * @throws InvalidInput; NotStarted where no run would begin
 */
export async function journeySubject(
  request: JourneySimulation,
  { saved, findUser, ...others }: Circumstances,
): Promise<Subject> {
  const isNew = request.journey !== undefined;
  const definition = (!isNew && saved?.definition) || completed(request);
  const { event } = request;
  const recipient = event ? event.userId : userIn(request);
  const compiled = { definition, ...compile(definition, { at: others.at, recipient, isNew }) };
  const { plan, cancelationToken, context } = event
    ? await startedByEvent(compiled, { event, ...others })
    : await startedByInvoke(compiled, request, findUser);
  const of = { ...(saved?.id && { automationId: saved.id }), ...(cancelationToken && { cancelationToken }) };
  return { kind: 'journey', plan: plan as Plan<NodeStep>, context, ...of };
}

function userIn(request: JourneySimulation): string | undefined {
  const recipient = recipientOf(request);
  return recipient.kind === 'user' ? recipient.id : undefined;
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

function compile(
  journey: Journey,
  { at, recipient, isNew }: { at: number; recipient?: string; isNew: boolean },
): CompiledJourney {
  const closely = { inspect: inspectMessages(at), schemaProblem: (schema: object) => schemas.problem(schema as never) };
  const compiled = compileJourney(journey, { at, recipient, ...(isNew && closely) });
  const { problems } = compiled;
  if (problems.length === 0) return compiled;
  throw new InvalidInput(isNew ? problems.map((problem) => within('journey', problem)) : problems);
}
