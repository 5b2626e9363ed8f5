import type { z } from 'zod';

import type { MessageAttemptRow, MessageRow, OutputRow } from '../../../platform/database/messages/messages.ts';
import type { MessageAnswer, MessageDetailsAnswer, OutputAnswer } from './messages.schemas.ts';

type Details = z.infer<typeof MessageDetailsAnswer>;

const CALL_STATUSES: Record<string, string> = {
  sent: 'SENT',
  refused: 'UNDELIVERABLE',
  deferred: 'DEFERRED',
  unknown: 'UNKNOWN',
};

/** A message as every list and answer shows it; moments that did not come are absent. §11.2 */
export function messageAnswer(row: MessageRow): z.infer<typeof MessageAnswer> {
  return {
    id: row.id,
    enqueued: row.enqueuedAt.getTime(),
    event: row.templateId ?? '',
    notification: row.templateId ?? '',
    recipient: row.recipient,
    status: row.status,
    ...(row.sentAt && { sent: row.sentAt.getTime() }),
    ...momentOf(row, 'DELIVERED', 'delivered'),
    ...momentOf(row, 'OPENED', 'opened'),
    ...momentOf(row, 'CLICKED', 'clicked'),
    ...momentOf(row, 'CANCELED', 'canceledAt'),
    ...(row.error !== null && { error: row.error }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.runId !== null && { runId: row.runId }),
  };
}

/** The same with one entry for every provider call. */
export function messageDetails(row: MessageRow, attempts: readonly MessageAttemptRow[]): Details {
  return { ...messageAnswer(row), providers: attempts.map((attempt) => providerCall(attempt, row.templateId ?? '')) };
}

/** What the recipient reads on one channel. */
export function outputAnswer({ channel, rendered }: OutputRow): z.infer<typeof OutputAnswer>['results'][number] {
  const part = (name: string) => String(rendered[name] ?? '');
  const text = part('text');
  const content = { html: part('html'), text, subject: part('subject'), title: part('title'), body: part('body') };
  return { channel, channel_id: channel, content: { ...content, blocks: text ? [{ type: 'text', text }] : [] } };
}

function momentOf<Name extends string>({ history }: MessageRow, type: string, name: Name): { [name in Name]?: number } {
  const event = history.find((candidate) => candidate.type === type);
  return event ? ({ [name]: event.ts } as { [name in Name]: number }) : {};
}

function providerCall(attempt: MessageAttemptRow, template: string): Details['providers'][number] {
  const { channel, provider, outcome, answer, endedAt } = attempt;
  const isSent = outcome === 'sent';
  return {
    provider,
    status: (outcome && CALL_STATUSES[outcome]) ?? 'ROUTED',
    channel: { key: channel, name: channel, template },
    ...(isSent && endedAt && { sent: endedAt.getTime() }),
    ...(isSent && answer !== null && { reference: { answer } }),
    ...(!isSent && answer !== null && { error: answer }),
  };
}
