import type { JsonObject } from '../../language/json/json.ts';
import type { MessageRequest } from '../../language/message.ts';
import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import type { Composer } from '../deliver/compose.ts';
import { messageIdOf } from '../deliver/message-id.ts';
import type { Shipment } from '../deliver/shipment.ts';
import type { ListMessage, ListPage, ListRecipient } from '../ports/list-sends.ts';
import type { Outbound } from '../ports/outbound.ts';
import type { Membership } from '../ports/tenancy.ts';
import type { ReadyStep } from '../step/step-transaction.ts';
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
}

/** Writes the messages of a page as a send step would for each of its recipients; every statement that takes is the page's. */
export class ListLetters {
  readonly #memberships = new Map<string, Membership[]>();
  /** The run's data with the step's own on top. A-05 */
  readonly #data: JsonObject;

  constructor(readonly options: ListLettersOptions) {
    const { tenancy, context, fields } = options.page;
    this.#data = { ...context.data, ...fields.data };
    for (const membership of tenancy.memberships)
      this.#memberships.set(membership.userId, [...(this.#memberships.get(membership.userId) ?? []), membership]);
  }

  /** A recipient for whom nothing can be written gets a message that says so: the others get theirs all the same. */
  async write(recipient: ListRecipient): Promise<ListLetter> {
    const { composer, call } = this.options;
    const { userId, listId } = recipient;
    const found = await this.#dataOf(userId);
    const composed = await composer.compose(this.#sendTo(recipient, found.data));
    const own = { id: messageIdOf(call.runId, call.order, userId), listId };
    if (!('outcome' in composed)) {
      const message = { ...withMissing(composed.message, found), ...own };
      return { message, shipment: composed };
    }
    if (composed.message) return { message: { ...withMissing(composed.message, found), ...own } };
    const { tags = [], trace_id: traceId } = this.options.page.fields.message?.metadata ?? {};
    const unsent = { ...unwritten(userId, composed.context?.reason), tags, ...(traceId && { traceId }), ...own };
    return { message: withMissing(unsent, found) };
  }

  async #dataOf(userId: string): Promise<RecipientData> {
    const { outbound, page } = this.options;
    const { data_source: source } = page.fields;
    return source ? recipientData(source, { userId, data: this.#data }, outbound) : { data: this.#data };
  }

  #sendTo({ userId, profile }: ListRecipient, data: JsonObject): ReadyStep<'send'> {
    const {
      environmentId,
      mock,
      isLast,
      context,
      bindings,
      template,
      providers,
      brands,
      defaultBrand,
      tenancy,
      written,
    } = this.options.page;
    const { list: _, data_source: __, data: ___, message, ...others } = this.options.page.fields;
    const name = message?.template ?? others.template ?? context.template;
    const tenant = message?.context?.tenant_id;
    const ahead = { templates: template && name ? [name] : [], users: [userId], tenants: tenant ? [tenant] : [] };
    return {
      kind: 'ready',
      action: 'send',
      fields: { ...others, recipient: userId, ...(message && { message: onOneWay(message) }) },
      bindings,
      call: this.options.call,
      scope: { ...context, data, refs: {} },
      context: {},
      step: { id: '', action: 'send', fields: written, ahead },
      snapshot: {
        environmentId,
        mock,
        depth: 0,
        open: true,
        isLast,
        context,
        refs: {},
        templates: template && name ? [{ ...template, alias: name }] : [],
        profiles: profile ? { [userId]: profile } : {},
        tenancy: { ...tenancy, memberships: this.#memberships.get(userId) ?? [] },
        providers,
        brands,
        defaultBrand,
      },
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
): Message {
  if (missing === undefined) return message;
  const [first, ...others] = message.history;
  const event = { type: 'DATA_MISSED', ts: Date.now(), reason: missing };
  return { ...message, history: [...(first ? [first] : []), event, ...others] };
}

function unwritten(recipient: string, error = 'it could not be written'): Omit<ListMessage, 'id' | 'listId' | 'tags'> {
  const ts = Date.now();
  const reason = 'FAILED';
  const history = [
    { type: 'ENQUEUED', ts },
    { type: 'UNDELIVERABLE', ts, reason },
  ];
  return { recipient, status: 'UNDELIVERABLE', reason, error, history };
}
