import type { FindUser } from '../../activities/ports/lookups.ts';
import { requestedScope } from '../../activities/step/requested-scope.ts';
import type { Journey } from '../../language/journey.ts';
import type { JourneyInvoke } from '../../language/journey-invoke.ts';
import { recipientOf } from '../../language/people/recipient-of.ts';
import type { NodeStep, Plan } from '../../language/plan.ts';
import { InvalidInput } from '../../language/problem.ts';
import { type BegunJourney, beginningOf } from '../../language/run/begin-journey.ts';
import { TRIGGER_UNMET, triggerVerdict } from '../../language/run/trigger-verdict.ts';
import { NotStarted } from './not-started.ts';

const WAITS_FOR_EVENT = 'The journey waits for an event: say which in event';

/** A journey, compiled for whoever invokes it; without a plan where no invocation starts it. */
interface Invoked {
  definition: Journey;
  plan?: Plan<NodeStep>;
}

/**
 * The run that an invocation begins of a journey, as the API judges it.
 * @throws InvalidInput for one that is for nobody; NotStarted where no run would begin
 */
export async function startedByInvoke(
  { definition, plan }: Invoked,
  request: JourneyInvoke,
  findUser: FindUser,
): Promise<BegunJourney> {
  const recipient = recipientOf(request);
  if (recipient.kind === 'missing') throw new InvalidInput([{ path: '', message: recipient.message }]);
  const scope = await requestedScope(request, recipient.kind === 'user' ? recipient.id : undefined, findUser);
  if (!plan) throw new NotStarted(WAITS_FOR_EVENT);
  if (triggerVerdict(plan.steps[0], scope).kind === 'unmet') throw new NotStarted(TRIGGER_UNMET);
  return { plan, ...beginningOf(definition, scope) };
}
