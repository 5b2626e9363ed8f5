import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { executeChild, ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';

import { againIdOf } from './contracts/list-send-ids.ts';
import { attributesOf, searchAttributes } from './contracts/search-attributes.ts';
import type { ListSendEnd } from './contracts/step-activities.ts';
import { workflowStarts } from './contracts/workflow-starts.ts';
import type { ListSendInput, listSend } from './list-send.workflow.ts';
import type { message } from './message.workflow.ts';

/** A send to a list, as its run starts it: `messageId` stands for all of its messages. */
interface ListSendStart {
  messageId: string;
  input: ListSendInput;
  staticSummary: string;
}

/** Tries everyone on a list once; it ends with its run. A-23 */
export function sendToList({ messageId, input, staticSummary }: ListSendStart): Promise<ListSendEnd> {
  const { type, ...always } = workflowStarts.listSend;
  return executeChild<typeof listSend>(type, {
    ...always,
    workflowId: messageId,
    args: [input],
    staticSummary,
    typedSearchAttributes: childAttributes('list-send'),
  });
}

/** Tries those again who are left waiting, beside the run. A-23 */
export async function sendToListAgain({ messageId, input, staticSummary }: ListSendStart): Promise<void> {
  const { type, ...always } = workflowStarts.listSend;
  await startChild<typeof listSend>(type, {
    ...always,
    workflowId: againIdOf(messageId),
    args: [input],
    staticSummary,
    typedSearchAttributes: childAttributes('list-send'),
    parentClosePolicy: ParentClosePolicy.ABANDON,
  });
}

/**
 * Goes on with a message at an instant in milliseconds since the epoch. It outlives its run. Who finds it started, by an
 * earlier attempt or by the reconciler, has nothing to do. §11.4
 */
export async function startMessage(messageId: string, at: number): Promise<void> {
  const { type, ...always } = workflowStarts.message;
  try {
    await startChild<typeof message>(type, {
      ...always,
      workflowId: messageId,
      args: [{ until: at }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      typedSearchAttributes: childAttributes('message'),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** A run that was started without search attributes has no environment: its namespace may not know them. */
function childAttributes(kind: 'message' | 'list-send') {
  const environment = workflowInfo().typedSearchAttributes.get(searchAttributes.environment);
  return environment === undefined ? [] : attributesOf(environment, kind);
}
