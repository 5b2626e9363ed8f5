import type { StepContext } from '../../activities/ports/statuses.ts';
import type { JsonObject } from '../../language/json/json.ts';

/** What would become of a run, and when; instants in milliseconds since the epoch. */
export interface Timeline {
  kind: 'automation' | 'journey';
  run: {
    /** As inspection shows it. */
    status: string;
    reason?: string;
    startedAt: number;
    endedAt: number;
  };
  /** Whose clocks it is told by, those of the recipient: IANA or an offset. */
  zone: string;
  /** The steps that the run reaches, in their order. */
  entries: TimelineEntry[];
  cost: Cost;
  warnings: Warning[];
  assumptionsNeeded: NeededAssumption[];
  /** Some of what is told of the steps was left out already: no answer would hold it. */
  isShort?: boolean;
}

/** What the run would cost in Temporal. */
export interface Cost {
  /** Of its own history. */
  events: number;
  /** Billable ones, of the workflows that it starts for its messages and lists, too; other runs that it starts have their own. */
  actions: number;
}

/** A step or node that the run reaches. */
export interface TimelineEntry {
  at: number;
  /** Place in the plan, from 0. */
  order: number;
  /** The public id of the step or node. */
  id: string;
  ref?: string;
  /** The action of the step, or the type of the node. */
  action: string;
  /** As inspection shows it. */
  status: string;
  reason?: string;
  /** What its conditions found: those of a step, or the judgement of a node's. */
  condition?: StepContext['condition'] | StepContext['conditions'];
  /** What else inspection shows of it. */
  context: Omit<StepContext, 'reason' | 'condition' | 'conditions' | 'wakes_at'>;
  /** Until when it waits, or would have but for a cancel. */
  until?: number;
  messages?: TimelineMessage[];
  /** Of a send to a list: its id or pattern, and how many it is for; the first of them are among the messages. */
  listed?: string;
  recipients?: number;
  fetched?: Fetched[];
  /** Of a batch that is over, which it is at `until`. */
  batch?: ReleasedBatch;
  invokes?: { template: string; context: JsonObject };
}

/** A batch that is over. */
export interface ReleasedBatch {
  /** In milliseconds since the epoch. */
  at: number;
  /** How many came. */
  items: number;
  /** The field of the node that ended it. */
  by: 'max_items' | 'max_wait_period' | 'wait_period';
}

/** What would be sent on one channel, or what would become of a message that takes none. */
export interface TimelineMessage {
  recipient: string;
  channel?: string;
  /** Catalog key. */
  provider?: string;
  address?: string;
  /** `{subject?, html?, text?, title?, body?}` */
  rendered?: JsonObject;
  /** The message's last one. */
  status: string;
  reason?: string;
  error?: string;
  /** When it came to that status. */
  at: number;
}

/** A request that would be made. */
export interface Fetched {
  url: string;
  method: string;
  /** Its answer was given with the simulation. */
  assumed: boolean;
  /** Of the answer; absent where there is none. */
  status?: number;
}

/** Something that its author should look at. */
export interface Warning {
  /** The public id of the step or node. */
  step?: string;
  message: string;
}

/** What the simulation went on without. */
export interface NeededAssumption {
  kind: 'automation' | 'fetch' | 'list' | 'profile' | 'template';
  /** The public id of the step or node that wants it. */
  step: string;
  /** The key to give it under. */
  name: string;
  message: string;
}
