import { InvalidInput } from '../../language/problem.ts';
import { compileContent } from '../../messages/content.ts';
import { historyEvent } from '../deliver/history-event.ts';
import type { Unwritten } from '../deliver/letter.ts';
import { messageIdOf } from '../deliver/message-id.ts';
import { TemplateContent } from '../deliver/template-content.ts';
import { unsent } from '../deliver/unsent.ts';
import type { NewMessage } from '../ports/ledger.ts';
import type { Lookups } from '../ports/lookups.ts';
import { failed } from './failed.ts';
import type { LocalTools } from './local-tools.ts';
import type { ReadyStep } from './ready.ts';
import type { Effect } from './step-transaction.ts';

/** A-23: fixes what is sent and to whom; the sending is the pages'. One id stands for all of the messages. */
export async function sendList(ready: ReadyStep<'send-list'>, { lookups }: LocalTools): Promise<Effect> {
  const found = await contentOf(ready, lookups);
  if ('problem' in found)
    return ready.step.verbatim ? unsent(found, draftOf(ready), ready.call.at) : failed(found.problem);
  const { call, fields, bindings } = ready;
  const messageId = messageIdOf(call.runId, call.order);
  return {
    outcome: { kind: 'spreads', messageId },
    listSend: { messageId, list: fields.list, fields, bindings, ...found },
  };
}

/** All read the version that is published now, however long the sending takes. */
async function contentOf(
  ready: ReadyStep<'send-list'>,
  lookups: Lookups,
): Promise<{ templateVersionId?: string } | Unwritten> {
  const { message, template } = ready.fields;
  if (message?.content) return problemOf(() => compileContent(message.content ?? {}, 'message.content')) ?? {};
  const name = message?.template ?? template ?? ready.scope.template;
  if (!name) return { problem: 'send-list needs a template' };
  const found = await new TemplateContent(lookups).find(name, ready);
  return 'problem' in found ? found : { templateVersionId: found.versionId };
}

/** A message to nobody yet, under the list's own name. */
function draftOf({ call, fields }: ReadyStep<'send-list'>): Omit<NewMessage, 'status'> {
  const { tags = [], trace_id: traceId } = fields.message?.metadata ?? {};
  const id = messageIdOf(call.runId, call.order);
  return {
    id,
    recipient: fields.list,
    tags,
    ...(traceId && { traceId }),
    history: [historyEvent('ENQUEUED', call.at)],
  };
}

function problemOf(compile: () => unknown): Unwritten | undefined {
  try {
    compile();
    return undefined;
  } catch (error) {
    if (error instanceof InvalidInput) return { problem: error.message };
    throw error;
  }
}
