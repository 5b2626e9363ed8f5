import { beginByEvent } from '../../language/events/begin-by-event.ts';
import { eventReasons } from '../../language/events/event-reasons.ts';
import { eventSources } from '../../language/events/event-sources.ts';
import type { Journey } from '../../language/journey.ts';
import type { NodeStep, Plan } from '../../language/plan.ts';
import type { NodeScope } from '../../language/run/node-scope.ts';
import type { EventVerdict, ReceivedEvent } from '../ports/events.ts';
import { eventRunId } from './event-run-id.ts';

/** A published version of a journey, and which of its nodes may start a run. */
export interface TriggeredJourney {
  id: string;
  definition: Journey;
  triggers: readonly NodeStep[];
}

/**
 * What an event does with a journey, over what its run would begin with. Undefined where none of its triggers waits for the
 * event. E-05, E-09, N-12
 * @throws InvalidInput for a journey that this release takes no more, and for a token that is too long.
 */
export function judgeJourney(
  event: ReceivedEvent,
  { id, definition, triggers }: TriggeredJourney,
  scope: NodeScope,
): EventVerdict | undefined {
  const { environmentId, mock, sequence: eventSequence } = event;
  const begun = beginByEvent({ definition, triggers }, { event, scope, at: Date.now() });
  if (!begun) return undefined;
  if (begun.kind === 'unmet') return { kind: 'ignored', reason: eventReasons.unmet, atoms: begun.atoms };
  const run = {
    ...begun,
    id: eventRunId(event, { kind: 'journey', id }),
    ...{ environmentId, mock, eventSequence, automationId: id },
    kind: 'journey' as const,
    source: [eventSources(event)[0]],
    plan: begun.plan as Plan<NodeStep>,
  };
  return { kind: 'starts', run };
}
