import { compileJourney } from '../../language/compile/compile-journey.ts';
import { chooseTrigger } from '../../language/events/choose-trigger.ts';
import { eventReasons } from '../../language/events/event-reasons.ts';
import { eventSources } from '../../language/events/event-sources.ts';
import type { Journey } from '../../language/journey.ts';
import type { NodeStep, Plan } from '../../language/plan.ts';
import { InvalidInput } from '../../language/problem.ts';
import { journeyToken } from '../../language/run/journey-token.ts';
import type { NodeScope } from '../../language/run/node-scope.ts';
import { refuseLongToken } from '../../language/run/refuse-long-token.ts';
import type { EventVerdict, ReceivedEvent } from '../ports/events.ts';
import { eventRunId } from './event-run-id.ts';

/** A published version of a journey, and which of its nodes may start a run. */
export interface TriggeredJourney {
  id: string;
  definition: Journey;
  triggers: readonly NodeStep[];
}

/**
 * What an event does with a journey, over what its run would begin with. The journey is compiled anew for the run, as for one
 * that is asked for. Undefined where none of its triggers waits for the event. E-05, E-09, N-12
 * @throws InvalidInput for a journey that this release takes no more, and for a token that is too long.
 */
export function judgeJourney(
  event: ReceivedEvent & { userId: string },
  { id, definition, triggers }: TriggeredJourney,
  scope: NodeScope,
): EventVerdict | undefined {
  const { userId, environmentId, mock, sequence: eventSequence } = event;
  const sources = eventSources(event);
  const chosen = chooseTrigger(triggers, sources, scope);
  if (!chosen) return undefined;
  if (chosen.kind === 'unmet') return { kind: 'ignored', reason: eventReasons.unmet, atoms: chosen.atoms };
  const cancelationToken = journeyToken(definition.cancelation_token ?? '', scope);
  refuseLongToken(cancelationToken);
  const { data, profile, tenantId } = scope;
  const run = {
    id: eventRunId(event, { kind: 'journey', id }),
    ...{ environmentId, mock, eventSequence, automationId: id },
    kind: 'journey' as const,
    source: [sources[0]],
    cancelationToken,
    context: { data, profile, recipient: userId, tenantId },
    plan: planOf(definition, chosen.id, userId),
  };
  return { kind: 'starts', run };
}

/** @throws InvalidInput */
function planOf(definition: Journey, trigger: string, recipient: string): Plan<NodeStep> {
  const starts = (_: unknown, id: string) => id === trigger;
  const { plan, problems } = compileJourney(definition, { at: Date.now(), recipient, starts });
  if (!plan) throw new InvalidInput(problems);
  return plan;
}
