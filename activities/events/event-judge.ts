import { eventReasons } from '../../language/events/event-reasons.ts';
import { InvalidInput } from '../../language/problem.ts';
import type { NodeScope } from '../../language/run/node-scope.ts';
import { reasonOf } from '../../language/run/reasons.ts';
import type { DefinitionName, EventVerdict, ReceivedEvent } from '../ports/events.ts';
import type { StoredUser } from '../ports/lookups.ts';
import type { Candidate } from './candidate.ts';
import { eventScope } from './event-scope.ts';
import { judgeAutomation } from './judge-automation.ts';
import { judgeJourney } from './judge-journey.ts';
import type { Published } from './published.ts';

/** What an event does with one of those that wait for it. */
export type NamedVerdict = DefinitionName & { verdict: EventVerdict };

/** What an event is judged by. */
interface EventCircumstances<Waiting> {
  /** Undefined where the event needs one that nobody knows. */
  user?: StoredUser;
  /** What is published of a candidate that is enabled; undefined where that is gone. */
  find: (candidate: Waiting) => Published | undefined;
}

/**
 * What an event does with one of those that wait for one of its name; undefined where that waits for it no more. What cannot be
 * started is no failure: the reason is told with the event. E-05, E-06, E-09, N-12
 */
export function eventJudge<Waiting extends Candidate>(
  event: ReceivedEvent,
  { user, find }: EventCircumstances<Waiting>,
): (candidate: Waiting) => NamedVerdict | undefined {
  const scope = orReason(() => eventScope(event, user));
  return (candidate) => {
    const { kind, id, enabled } = candidate;
    const verdict = enabled ? judged(event, find(candidate), scope) : ignored(eventReasons.disabled);
    return verdict && { kind, id, verdict };
  };
}

function judged(
  event: ReceivedEvent,
  published: Published | undefined,
  scope: NodeScope | string,
): EventVerdict | undefined {
  if (typeof scope === 'string') return ignored(scope);
  if (!published) return undefined;
  if (published.kind === 'broken') return ignored(published.reason);
  const named = { ...event, userId: scope.recipient as string };
  const verdict = orReason(() =>
    published.kind === 'journey'
      ? judgeJourney(named, published.journey, scope)
      : judgeAutomation(named, published.automation, scope.data),
  );
  return typeof verdict === 'string' ? ignored(verdict) : verdict;
}

function ignored(reason: string): EventVerdict {
  return { kind: 'ignored', reason };
}

function orReason<Result>(work: () => Result): Result | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof InvalidInput) return reasonOf(error.message);
    throw error;
  }
}
