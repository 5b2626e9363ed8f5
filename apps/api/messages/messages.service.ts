import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { Workflows } from '../../../activities/ports/workflows.ts';
import { type MessageRow, Messages } from '../../../platform/database/messages/messages.ts';
import { RunCancelations } from '../../../platform/database/runs/run-cancelations.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { paged } from '../http/paged.ts';
import { pagingOf } from '../http/paging.ts';
import { messageAnswer, messageDetails, outputAnswer } from './message-answers.ts';
import type {
  HistoryAnswer,
  MessageDetailsAnswer,
  MessagesAnswer,
  MessagesQuery,
  OutputAnswer,
} from './messages.schemas.ts';

/** Messages, for inspection. §11.2 */
@Injectable()
export class MessagesService {
  constructor(
    private readonly messages: Messages,
    private readonly cancelations: RunCancelations,
    private readonly workflows: Workflows,
  ) {}

  async list({ environmentId }: Caller, query: z.infer<typeof MessagesQuery>): Promise<z.infer<typeof MessagesAnswer>> {
    const { cursor, ...filters } = query;
    const { page, cut } = paged({ cursor, filters });
    const wanted = filtersOf(filters);
    if (!wanted) return { results: [], paging: pagingOf(undefined) };
    const listed = await this.messages.page(environmentId, wanted, page);
    const { rows, next } = cut(listed, ({ enqueuedAt: at, id }) => ({ at, id }));
    return { results: rows.map(messageAnswer), paging: pagingOf(next) };
  }

  async retrieve({ environmentId }: Caller, id: string): Promise<z.infer<typeof MessageDetailsAnswer>> {
    const row = await this.#find(environmentId, id);
    return messageDetails(row, await this.messages.attempts(environmentId, id));
  }

  /** The message, the request or the send to a list as it is by now, and whether it was not too late. */
  async cancel(
    caller: Caller,
    id: string,
  ): Promise<{ message: z.infer<typeof MessageDetailsAnswer>; inTime: boolean }> {
    const { environmentId } = caller;
    const isMessage = await this.messages.cancel(environmentId, id);
    if (!isMessage) this.workflows.cancel(await this.cancelations.byRequest(environmentId, id));
    const ofList = isMessage ? 0 : await this.cancelations.byListSend(environmentId, id);
    const message = await this.retrieve(caller, id);
    // Of a list some may have gone out before: then what was still to be sent is what was canceled.
    return { message, inTime: message.status === 'CANCELED' || ofList > 0 };
  }

  async history({ environmentId }: Caller, id: string, type?: string): Promise<z.infer<typeof HistoryAnswer>> {
    const { history } = await this.#find(environmentId, id);
    return { results: type ? history.filter((event) => event.type === type.toUpperCase()) : history };
  }

  async output({ environmentId }: Caller, id: string): Promise<z.infer<typeof OutputAnswer>> {
    await this.#find(environmentId, id);
    return { results: (await this.messages.output(environmentId, id)).map(outputAnswer) };
  }

  /** A message, or a request to several by the id that its sender was given. §11.1 */
  async #find(environmentId: string, id: string): Promise<MessageRow> {
    const message = await this.messages.find(environmentId, id);
    return message ?? found(await this.messages.findRequest(environmentId, id), 'Message');
  }
}

/** Undefined where nothing can match: no message is archived. */
function filtersOf(query: Omit<z.infer<typeof MessagesQuery>, 'cursor'>) {
  const { event, notification, tag = [], tags = [] } = query;
  if (query.archived === 'true') return undefined;
  // Both name the template, and a message has one.
  if (event !== undefined && notification !== undefined && event !== notification) return undefined;
  const wantedTags = [...tag, ...tags];
  return {
    id: query.messageId,
    traceId: query.traceId,
    recipient: query.recipient,
    listId: query.list,
    templateId: notification ?? event,
    status: query.status,
    tags: wantedTags.length > 0 ? wantedTags : undefined,
    provider: query.provider,
    tenantId: query.tenant_id,
    enqueuedAfter: query.enqueued_after,
  };
}
