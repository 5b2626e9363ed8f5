import type { Judgement } from '../../language/conditions/judge.ts';
import type { InboundEvent } from '../../language/events/inbound-event.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { NewRun } from './new-run.ts';
import type { Tenancy } from './tenancy.ts';

/** An event that was taken in. */
export interface ReceivedEvent extends InboundEvent {
  id: string;
  environmentId: string;
  receivedAt: Date;
  /** Its place among all events, a decimal number. */
  sequence: string;
  /** Its runs call no provider. */
  mock: boolean;
  /** Of one that is too much for one transaction, once it is begun: the key of the last that it was judged by, and what came of it. */
  begun?: { to: string; outcomes: EventOutcome[] };
}

/** One that names its user. */
export type UsersEvent = ReceivedEvent & { userId: string };

/** What is stored of users in an environment, and around them and the tenants that events name, before the events say anything. */
export interface PeopleRow extends Tenancy {
  environmentId: string;
  profiles: [userId: string, profile: JsonObject][];
  /** Users of no tenant, whose first one will stand for one that is named. U-05 */
  unplaced: string[];
}

/** A journey or an automation that an event may start. */
export interface DefinitionName {
  kind: 'journey' | 'automation';
  id: string;
}

/** What an event does with a journey or an automation that waits for one of its name. */
export type EventVerdict =
  | { kind: 'starts'; run: NewRun }
  /** Nothing, why, and what the conditions found where they are the reason. N-12, N-28 */
  | { kind: 'ignored'; reason: string; atoms?: Judgement['atoms'] };

/** What is kept of that with the event: `run_id`, or why there is none. */
export type EventOutcome = DefinitionName & { run_id?: string; reason?: string; conditions?: Judgement['atoms'] };
