import type { SendListFields } from '../../language/actions/send-list.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { RunData } from '../../language/run/scope.ts';
import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import type { NewMessage, Rendition, Settlement } from './ledger.ts';
import type { ProviderConfig } from './provider-config.ts';
import type { SendMaterial } from './send-material.ts';
import type { RunStatus } from './statuses.ts';

/** Someone on a list, by the first of the lists that name them. */
export interface ListRecipient {
  userId: string;
  listId: string;
}

/** What one page of a send to a list stands on. */
export interface ListPage {
  /** Its one template is in the version that was published when the send began; absent for inline content. */
  material: SendMaterial;
  mock: boolean;
  /** The run is over after this step. */
  isLastStep: boolean;
  context: RunData;
  /** The step's fields as its author wrote them. */
  written: JsonObject;
  /** The step's fields as they were resolved when it was reached, and what their content's variables stand for. */
  fields: SendListFields;
  bindings: JsonObject;
  /** Everyone was tried once: what is left is to try again. */
  isTried: boolean;
  /** Who comes next, in the order of their ids. */
  recipients: ListRecipient[];
}

/** A message of a send to a list. */
export interface ListMessage extends NewMessage {
  listId: string;
}

type AskedProvider = Pick<ProviderConfig, 'id' | 'provider'>;

/** A delivery as its first attempt claims it. */
export interface FirstClaim extends Rendition {
  messageId: string;
  provider: AskedProvider;
}

/** How an attempt ended; with `next`, the same call goes on to another provider. */
export interface ListSettlement
  extends Pick<
    Settlement,
    'messageId' | 'channel' | 'attempt' | 'isUncalled' | 'outcome' | 'answer' | 'retryInMs' | 'message'
  > {
  next?: AskedProvider;
}

/** One delivery's attempt, by its number. */
export interface AttemptPlace {
  messageId: string;
  channel: string;
  attempt: number;
}

interface Advance {
  call: StepCall;
  settlements: ListSettlement[];
  /** How long what is claimed is held. */
  leaseMs: number;
}

/** First attempts of a few recipients; messages that exist already are not claimed again. */
export interface FirstAdvance extends Advance {
  messages: ListMessage[];
  deliveries: FirstClaim[];
  /** The last recipient among them. */
  cursor?: string;
  /** Everyone was tried: where the run goes. */
  ends?: RunStatus;
}

/** Further attempts of what is due. */
export interface AgainAdvance extends Advance {
  /** At most so many. */
  most: number;
  /** The first provider of every channel that has one. */
  routes: (AskedProvider & { channel: string })[];
}

export interface Advanced {
  isOpen: boolean;
  /** Settled attempts that went on to their next provider. */
  continued: AttemptPlace[];
  /** Where nothing is left to do now: after how many milliseconds something is; absent where nothing waits. */
  waitMs?: number;
}

/** A delivery that was due: claimed for a provider, or without one that it may be tried with. */
export interface DueDelivery extends AttemptPlace, Rendition {
  /** Its last attempt's outcome is not known. */
  isInDoubt: boolean;
  /** Since its first attempt, in milliseconds. */
  elapsedMs: number;
  providerId?: string;
}

/** Sends to lists as their pages read and move them; every method is one statement, whatever the size of its page. */
export abstract class ListSends {
  /** Undefined when there is no such send, or its run is over for it. */
  abstract page(call: StepCall, most: number): Promise<ListPage | undefined>;
  /** Settles, claims, remembers the place, and at the end ends the step. A closed run claims nothing. */
  abstract advance(
    request: FirstAdvance,
  ): Promise<Advanced & { claimed: Pick<AttemptPlace, 'messageId' | 'channel'>[] }>;
  /** Settles, and claims what is due. Nothing of a canceled run is claimed. */
  abstract again(request: AgainAdvance): Promise<Advanced & { due: DueDelivery[] }>;
}
