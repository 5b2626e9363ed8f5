import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import type { Composer } from '../deliver/compose.ts';
import { messageIdOf } from '../deliver/message-id.ts';
import type { Shipment } from '../deliver/shipment.ts';
import type { ListMessage, ListPage, ListRecipient } from '../ports/list-sends.ts';
import type { Membership } from '../ports/tenancy.ts';
import type { ReadyStep } from '../step/step-transaction.ts';

/** One recipient's message, and how it goes out, if it can. */
export interface ListLetter {
  message: ListMessage;
  shipment?: Shipment;
}

/** Writes the messages of a page as a send step would for each of its recipients; every statement that takes is the page's. */
export class ListLetters {
  readonly #memberships = new Map<string, Membership[]>();

  constructor(
    readonly composer: Composer,
    readonly call: StepCall,
    readonly page: ListPage,
  ) {
    for (const membership of page.tenancy.memberships)
      this.#memberships.set(membership.userId, [...(this.#memberships.get(membership.userId) ?? []), membership]);
  }

  /** A recipient for whom nothing can be written gets a message that says so: the others get theirs all the same. */
  async write(recipient: ListRecipient): Promise<ListLetter> {
    const { userId, listId } = recipient;
    const id = messageIdOf(this.call.runId, this.call.order, userId);
    const composed = await this.composer.compose(this.#sendTo(recipient));
    if (!('outcome' in composed)) {
      const message = { ...composed.message, id };
      return { message: { ...message, listId }, shipment: { ...composed, message } };
    }
    if (composed.message) return { message: { ...composed.message, id, listId } };
    return { message: unwritten(id, recipient, composed.context?.reason) };
  }

  #sendTo({ userId, profile }: ListRecipient): ReadyStep<'send'> {
    const { environmentId, mock, isLast, context, bindings, template, providers, tenancy, written } = this.page;
    const { list: _, message, ...others } = this.page.fields;
    const name = message?.template ?? others.template ?? context.template;
    const tenant = message?.context?.tenant_id;
    const ahead = { templates: template && name ? [name] : [], users: [userId], tenants: tenant ? [tenant] : [] };
    return {
      kind: 'ready',
      action: 'send',
      fields: { ...others, recipient: userId, ...(message && { message }) },
      bindings,
      call: this.call,
      scope: { ...context, refs: {} },
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
      },
    };
  }
}

function unwritten(id: string, { userId, listId }: ListRecipient, error = 'it could not be written'): ListMessage {
  const ts = Date.now();
  const reason = 'FAILED';
  const history = [
    { type: 'ENQUEUED', ts },
    { type: 'UNDELIVERABLE', ts, reason },
  ];
  return { id, recipient: userId, listId, status: 'UNDELIVERABLE', reason, error, tags: [], history };
}
