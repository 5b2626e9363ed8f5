import type { JsonObject } from '../../language/json/json.ts';
import type { MessageRequest } from '../../language/message.ts';
import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import type { Composer } from '../deliver/compose.ts';
import type { Composition } from '../deliver/composition.ts';
import { historyEvent } from '../deliver/history-event.ts';
import { messageIdOf } from '../deliver/message-id.ts';
import { momentOf } from '../deliver/moment-of.ts';
import type { Shipment } from '../deliver/shipment.ts';
import type { ListMessage, ListPage, ListRecipient } from '../ports/list-sends.ts';
import type { Outbound } from '../ports/outbound.ts';
import type { SendMaterial } from '../ports/send-material.ts';
import type { Membership } from '../ports/tenancy.ts';
import { type RecipientData, recipientData } from './recipient-data.ts';

/** One recipient's message, and how it goes out, if it can. */
export interface ListLetter {
  message: ListMessage;
  shipment?: Shipment;
}

interface ListLettersOptions {
  composer: Composer;
  outbound: Outbound;
  call: StepCall;
  page: ListPage;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Writes the messages of a page as a send step would for each of its recipients; every statement that takes is the page's. */
export class ListLetters {
  readonly #memberships = new Map<string, Membership[]>();
  /** The run's data with the step's own on top. A-05 */
  readonly #data: JsonObject;
  readonly #material: SendMaterial;
  /** The template's name, where it is sent by one. */
  readonly #template?: string;

  constructor(readonly options: ListLettersOptions) {
    const { material, context, fields } = options.page;
    this.#data = { ...context.data, ...fields.data };
    this.#template = fields.message?.template ?? fields.template ?? context.template;
    // Found by the name that the step gives it, and in the version that was published when the send began.
    this.#material = {
      ...material,
      templates: material.templates.map((template) => ({ ...template, alias: this.#template })),
    };
    for (const membership of material.tenancy.memberships)
      this.#memberships.set(membership.userId, [...(this.#memberships.get(membership.userId) ?? []), membership]);
  }

  /** A recipient for whom nothing can be written gets a message that says so: the others get theirs all the same. */
  async write({ userId, listId }: ListRecipient): Promise<ListLetter> {
    const { composer, call, now } = this.options;
    const found = await this.#dataOf(userId);
    const composed = await composer.compose(this.#compositionFor(userId, found.data));
    const own = { id: messageIdOf(call.runId, call.order, userId), listId };
    const at = momentOf(call, now);
    if (!('outcome' in composed))
      return { message: { ...withMissing(composed.message, found, at), ...own }, shipment: composed };
    if (composed.message) return { message: { ...withMissing(composed.message, found, at), ...own } };
    const { tags = [], trace_id: traceId } = this.options.page.fields.message?.metadata ?? {};
    const unsent = { ...unwritten(userId, at, composed.context?.reason), tags, ...(traceId && { traceId }), ...own };
    return { message: withMissing(unsent, found, at) };
  }

  async #dataOf(userId: string): Promise<RecipientData> {
    const { outbound, page } = this.options;
    const { data_source: source } = page.fields;
    return source ? recipientData(source, { userId, data: this.#data }, outbound) : { data: this.#data };
  }

  #compositionFor(userId: string, data: JsonObject): Composition {
    const { call, page } = this.options;
    const { context, bindings, written, fields: listed } = page;
    const { list: _, data_source: __, data: ___, message, ...others } = listed;
    const tenancy = { ...this.#material.tenancy, memberships: this.#memberships.get(userId) ?? [] };
    return {
      call,
      fields: { ...others, recipient: userId, ...(message && { message: onOneWay(message) }) },
      bindings,
      scope: { ...context, data, refs: {} },
      step: { fields: written, ahead: this.#aheadOf(userId, message) },
      snapshot: { ...this.#material, tenancy },
    };
  }

  /** What the page has loaded. */
  #aheadOf(userId: string, message: MessageRequest | undefined): Composition['step']['ahead'] {
    const tenant = message?.context?.tenant_id;
    const isLoaded = this.#template !== undefined && this.#material.templates.length > 0;
    return {
      templates: isLoaded ? [this.#template as string] : [],
      users: [userId],
      tenants: tenant ? [tenant] : [],
    };
  }
}

/** One channel: a list's pages do not keep more. */
function onOneWay({ routing, ...message }: MessageRequest): MessageRequest {
  return { ...message, ...(routing && { routing: { ...routing, method: 'single' } }) };
}

function withMissing<Message extends Pick<ListMessage, 'history'>>(
  message: Message,
  { missing }: RecipientData,
  at: number,
): Message {
  if (missing === undefined) return message;
  const [first, ...others] = message.history;
  const event = historyEvent('DATA_MISSED', at, { reason: missing });
  return { ...message, history: [...(first ? [first] : []), event, ...others] };
}

function unwritten(
  recipient: string,
  at: number,
  error = 'it could not be written',
): Omit<ListMessage, 'id' | 'listId' | 'tags'> {
  const reason = 'FAILED';
  const history = [historyEvent('ENQUEUED', at), historyEvent('UNDELIVERABLE', at, { reason })];
  return { recipient, status: 'UNDELIVERABLE', reason, error, history };
}
