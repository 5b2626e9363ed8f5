import type { Definition } from '../../language/automation.ts';
import { compileDefinition } from '../../language/compile/compile-definition.ts';
import { eventSources } from '../../language/events/event-sources.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { InvalidInput } from '../../language/problem.ts';
import type { EventVerdict, UsersEvent } from '../ports/events.ts';
import { eventRunId } from './event-run-id.ts';

/**
 * What an event does with an automation that names it among its sources: a run for the event's user, over its data. E-09, E-11
 * @throws InvalidInput for an automation that this release takes no more, and for a token that is too long.
 */
export function judgeAutomation(
  event: UsersEvent,
  { id, definition }: { id: string; definition: Definition },
  data: JsonObject,
): EventVerdict {
  const { userId: recipient, environmentId, mock, sequence: eventSequence } = event;
  const context = { data, profile: {}, recipient };
  const { problems, ...compiled } = compileDefinition(definition, { context, at: Date.now() });
  if (problems.length > 0) throw new InvalidInput(problems);
  const run = {
    id: eventRunId(event, { kind: 'automation', id }),
    ...{ environmentId, mock, eventSequence, context, automationId: id },
    kind: 'automation' as const,
    source: [eventSources(event)[0]],
    ...compiled,
  };
  return { kind: 'starts', run };
}
