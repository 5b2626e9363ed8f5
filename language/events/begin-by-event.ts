import type { Journey } from '../journey.ts';
import type { NodeStep } from '../plan.ts';
import { type BegunJourney, beginJourney } from '../run/begin-journey.ts';
import type { NodeScope } from '../run/node-scope.ts';
import { type ChosenTrigger, chooseTrigger } from './choose-trigger.ts';
import { eventSources } from './event-sources.ts';
import type { InboundEvent } from './inbound-event.ts';

/** A journey, and which of its nodes may start a run. */
interface Triggered {
  definition: Journey;
  triggers: readonly NodeStep[];
}

/** An event, over what its run would begin with. */
interface Circumstances {
  event: InboundEvent;
  scope: NodeScope;
  /** In milliseconds since the epoch. */
  at: number;
}

type Begun = ({ kind: 'begins' } & BegunJourney) | Extract<ChosenTrigger, { kind: 'unmet' }>;

/**
 * The run that an event begins of a journey, by the first trigger that waits for it and whose conditions hold; or what these
 * found. Undefined where none waits for it. E-05, E-09, N-12
 * @throws InvalidInput for a journey that this release takes no more, and for a token that is too long.
 */
export function beginByEvent(
  { definition, triggers }: Triggered,
  { event, scope, at }: Circumstances,
): Begun | undefined {
  const chosen = chooseTrigger(triggers, eventSources(event), scope);
  if (chosen?.kind !== 'met') return chosen;
  const starts = (_: unknown, trigger: string) => trigger === chosen.id;
  return { kind: 'begins', ...beginJourney(definition, scope, { at, starts }) };
}
