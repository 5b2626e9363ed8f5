import type { StoredBrand } from '../../activities/ports/brands.ts';
import type { AttemptOutcome, EarlierMessage, NewMessage, Rendition } from '../../activities/ports/ledger.ts';
import type { AutomationLookup, TemplateLookup } from '../../activities/ports/lookups.ts';
import type { ProviderConfig } from '../../activities/ports/provider-config.ts';
import type { StepContext } from '../../activities/ports/statuses.ts';
import type { NewListSend } from '../../activities/ports/step-changes.ts';
import type { Retain } from '../../language/batch/retain.ts';
import type { SortValue } from '../../language/batch/sort-value.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { Plan } from '../../language/plan.ts';
import type { RunData } from '../../language/run/scope.ts';
import type { RecordedOutcome } from '../../workflows/contracts/step-activities.ts';
import { MemoryPreferences } from './memory-preferences.ts';
import { MemoryTenants } from './memory-tenancy.ts';

const OPEN = ['NOT PROCESSED', 'PROCESSING', 'WAITING'];
const PENDING = ['DELAYED', 'ENQUEUED', 'ROUTED'];
/** Nothing was written of the message yet but that it was accepted, or held back. */
const WAITS = ['DELAYED', 'ENQUEUED'];

export interface RunRow {
  environmentId: string;
  mock: boolean;
  depth: number;
  /** What started it. */
  source?: string[];
  automationId?: string;
  status: string;
  /** Why it ended, where no step of it says so. */
  reason?: string;
  cancelationToken?: string;
  /** The place among all events of the one that started it. */
  eventSequence?: number;
  plan: Plan;
  context: RunData;
  steps: Map<number, StepRow>;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

export interface StepRow {
  action: string;
  status: string;
  ref?: string;
  messageId?: string;
  outcome?: RecordedOutcome;
  context: StepContext;
  createdAt: number;
  updatedAt: number;
}

export interface MessageRow extends Omit<NewMessage, 'status'> {
  /** The step that made it. */
  origin: { runId: string; order: number };
  status: string;
  /** One a channel. */
  deliveries: DeliveryRow[];
}

export interface DeliveryRow extends Rendition {
  status: AttemptOutcome | 'claimed';
  attempt: number;
  /** Absent until it was claimed. */
  providerId?: string;
  /** Milliseconds since the epoch: of the first attempt, by the run's clock. */
  since?: number;
  /** What that was before its last claim, for one that led to no call. */
  sinceBefore?: number;
  /** Milliseconds since the epoch, by the computer's clock. */
  leaseUntil: number;
  /** Absent where no other attempt follows. */
  retryAt?: number;
}

/** A send to a list, with everyone who was on it when it began. */
export interface ListSendRow extends NewListSend {
  recipients: { userId: string; listId: string }[];
  /** How many of them have a message. */
  place: number;
  /** The ids of those messages. */
  written: string[];
  isTried: boolean;
}

/** What a run gathers at a batch node. */
export interface WindowRow {
  owner: { runId: string; order: number };
  key: string;
  /** Milliseconds since the epoch. */
  until: number;
  latest: number;
  mostItems: number;
  retain: Retain;
  /** Whose data are in it, in the order of arrival, the owner first. */
  items: { runId: string; value: SortValue; size: number }[];
  isClosed: boolean;
}

/** One environment's rows in memory, for unit tests and dry runs. */
export class MemoryRows {
  readonly runs = new Map<string, RunRow>();
  readonly messages = new Map<string, MessageRow>();
  readonly templates: TemplateLookup[] = [];
  readonly automations: AutomationLookup[] = [];
  readonly profiles = new Map<string, JsonObject>();
  readonly providers: ProviderConfig[] = [];
  readonly brands: StoredBrand[] = [];
  defaultBrand?: string;
  readonly tenants = new MemoryTenants();
  readonly preferences = new MemoryPreferences();
  /** Of each list, by user id, what its subscription prefers. */
  readonly lists = new Map<string, Map<string, JsonObject | undefined>>();
  /** Those that throttles let through, in milliseconds since the epoch. */
  readonly passes: { key: string; at: number }[] = [];
  readonly windows: WindowRow[] = [];
  /** The workspace's. */
  flags: JsonObject = {};
  /** By run and order of the step. */
  readonly listSends = new Map<string, ListSendRow>();

  addRun(id: string, run: Pick<RunRow, 'plan' | 'context'> & Partial<RunRow>): RunRow {
    const fresh = { environmentId: 'memory', mock: false, depth: 0, status: 'NOT PROCESSED', createdAt: 0 };
    const row: RunRow = { ...fresh, steps: new Map(), ...run };
    this.runs.set(id, row);
    return row;
  }

  /** The row of a message; one that was only accepted goes on as its step says. */
  addMessage(message: NewMessage, { runId, order }: MessageRow['origin']): MessageRow {
    const known = this.messages.get(message.id);
    if (known && WAITS.includes(known.status))
      Object.assign(known, { draft: undefined, ...message, history: [...known.history, ...further(message)] });
    const row = known ?? { ...message, origin: { runId, order }, deliveries: [] };
    this.messages.set(message.id, row);
    return row;
  }
}

/** That it was accepted is told once. */
function further({ history }: NewMessage): NewMessage['history'] {
  return history[0]?.type === 'ENQUEUED' ? history.slice(1) : history;
}

/** True while a run may still move. */
export function isOpen({ status }: RunRow): boolean {
  return OPEN.includes(status);
}

/** Takes a claim back that led to no call: an attempt that never began. One that is closed already was one. */
export function uncall(delivery: DeliveryRow): void {
  if (delivery.status !== 'claimed') return;
  Object.assign(delivery, { since: delivery.sinceBefore, providerId: undefined });
}

/** True while a message is still to be sent. */
export function isPending({ status }: MessageRow): boolean {
  return PENDING.includes(status);
}

/** What the ledger tells of a message. */
export function earlierOf({ id, recipient, deliveries }: MessageRow): EarlierMessage {
  const told = deliveries.map(({ leaseUntil: _, sinceBefore: __, ...delivery }) => delivery);
  return { id, recipient, deliveries: told.sort((one, other) => (one.channel < other.channel ? -1 : 1)) };
}
