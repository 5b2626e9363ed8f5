import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { executeChild, ParentClosePolicy, startChild, WorkflowIdReusePolicy, workflowInfo } from '@temporalio/workflow';

import { againIdOf } from './contracts/list-send-ids.ts';
import { searchAttributes } from './contracts/search-attributes.ts';
import type { ListSendEnd } from './contracts/step-activities.ts';
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
  return executeChild<typeof listSend>('listSend', { workflowId: messageId, args: [input], staticSummary });
}

/** Tries those again who are left waiting, beside the run. A-23 */
export async function sendToListAgain({ messageId, input, staticSummary }: ListSendStart): Promise<void> {
  await startChild<typeof listSend>('listSend', {
    workflowId: againIdOf(messageId),
    args: [input],
    staticSummary,
    parentClosePolicy: ParentClosePolicy.ABANDON,
  });
}

/**
 * Goes on with a message at an instant in milliseconds since the epoch. It outlives its run. Who finds it started, by an
 * earlier attempt or by the reconciler, has nothing to do. §11.4
 */
export async function startMessage(messageId: string, at: number): Promise<void> {
  try {
    await startChild<typeof message>('message', {
      workflowId: messageId,
      args: [{ until: at }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      staticSummary: 'a message that waits',
      typedSearchAttributes: childAttributes(),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** A run that was started without search attributes has no environment: its namespace may not know them. */
function childAttributes() {
  const environment = workflowInfo().typedSearchAttributes.get(searchAttributes.environment);
  if (environment === undefined) return [];
  return [
    { key: searchAttributes.environment, value: environment },
    { key: searchAttributes.kind, value: 'message' },
  ];
}
