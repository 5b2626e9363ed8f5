import type { FindUser } from '../../activities/ports/lookups.ts';
import { requestedScope } from '../../activities/step/requested-scope.ts';
import type { CompiledJourney } from '../../language/compile/compile-journey.ts';
import { triggerSource } from '../../language/events/event-sources.ts';
import type { Journey } from '../../language/journey.ts';
import type { JourneyInvoke } from '../../language/journey-invoke.ts';
import { recipientOf } from '../../language/people/recipient-of.ts';
import type { NodeStep } from '../../language/plan.ts';
import { InvalidInput } from '../../language/problem.ts';
import { type BegunJourney, beginningOf } from '../../language/run/begin-journey.ts';
import { TRIGGER_UNMET, triggerVerdict } from '../../language/run/trigger-verdict.ts';
import { refuseCrowded } from '../refuse-crowded.ts';
import { NotStarted } from './not-started.ts';

const WAITS_FOR_EVENT = 'The journey waits for an event: say which in event';
const WAITS_FOR_AUDIENCE = 'The journey waits for an audience, and in this release nothing starts it';

/** A journey, compiled for whoever invokes it; without a plan where no invocation starts it. */
interface Invoked extends Pick<CompiledJourney, 'plan' | 'triggers'> {
  definition: Journey;
}

/**
 * The run that an invocation begins of a journey, as the API judges it.
 * @throws InvalidInput for one that is for nobody; NotStarted where no run would begin
 */
export async function startedByInvoke(
  { definition, plan, triggers }: Invoked,
  request: JourneyInvoke,
  findUser: FindUser,
): Promise<BegunJourney> {
  const recipient = recipientOf(request);
  if (recipient.kind === 'missing') throw new InvalidInput([{ path: '', message: recipient.message }]);
  const scope = await requestedScope(request, recipient.kind === 'user' ? recipient.id : undefined, findUser);
  refuseCrowded(scope);
  if (!plan) throw new NotStarted(triggers.some(isOfEvents) ? WAITS_FOR_EVENT : WAITS_FOR_AUDIENCE);
  if (triggerVerdict(plan.steps[0], scope).kind === 'unmet') throw new NotStarted(TRIGGER_UNMET);
  return { plan, ...beginningOf(definition, scope) };
}

function isOfEvents({ fields }: NodeStep): boolean {
  return triggerSource(fields) !== undefined;
}
