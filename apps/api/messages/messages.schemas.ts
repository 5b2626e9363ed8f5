import { z } from 'zod';

import { Paging } from '../http/paging.ts';
import { InstantFrom, TextList } from '../http/query-fields.ts';

/** Query of GET `/messages`. */
export const MessagesQuery = z.object({
  archived: z.enum(['true', 'false']).optional(),
  event: z.string().optional(),
  list: z.string().optional(),
  messageId: z.string().optional(),
  notification: z.string().optional(),
  recipient: z.string().optional(),
  provider: TextList.optional(),
  status: TextList.optional(),
  tag: TextList.optional(),
  tags: TextList.optional(),
  tenant_id: z.string().optional(),
  traceId: z.string().optional(),
  enqueued_after: InstantFrom.optional(),
  cursor: z.string().optional(),
});

/** Query of GET `/messages/{id}/history`. */
export const HistoryQuery = z.object({ type: z.string().optional() });

const moment = z.int().describe('Milliseconds since the epoch');

export const MessageAnswer = z
  .object({
    id: z.string(),
    enqueued: moment,
    event: z.string(),
    notification: z.string(),
    recipient: z.string(),
    status: z.string(),
    sent: moment.optional(),
    delivered: moment.optional(),
    opened: moment.optional(),
    clicked: moment.optional(),
    canceledAt: moment.optional(),
    error: z.string().optional(),
    reason: z.string().optional(),
    runId: z.string().optional(),
  })
  .meta({ id: 'Message' });

const ProviderCall = z
  .object({
    provider: z.string(),
    status: z.string(),
    channel: z.object({ key: z.string(), name: z.string(), template: z.string() }),
    sent: moment.optional(),
    error: z.string().optional(),
    reference: z.object({ answer: z.string() }).optional(),
  })
  .meta({ id: 'MessageProvider' });

export const MessageDetailsAnswer = MessageAnswer.extend({ providers: z.array(ProviderCall) }).meta({
  id: 'MessageDetails',
});

export const MessagesAnswer = z.object({ results: z.array(MessageAnswer), paging: Paging }).meta({ id: 'MessageList' });

export const HistoryAnswer = z
  .object({ results: z.array(z.looseObject({ type: z.string(), ts: moment })) })
  .meta({ id: 'MessageHistory' });

const Output = z.object({
  channel: z.string(),
  channel_id: z.string(),
  content: z.object({
    html: z.string(),
    text: z.string(),
    subject: z.string(),
    title: z.string(),
    body: z.string(),
    blocks: z.array(z.object({ type: z.string(), text: z.string() })),
  }),
});

export const OutputAnswer = z.object({ results: z.array(Output) }).meta({ id: 'MessageOutput' });

export const ResendAnswer = z.object({ messageId: z.string() }).meta({ id: 'MessageResent' });
