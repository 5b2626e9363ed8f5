import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';

import { searchAttributes } from '../../workflows/contracts/search-attributes.ts';
import { taskQueues } from '../../workflows/contracts/task-queues.ts';

/** A message whose workflow is missing. */
export interface MessageStart {
  /** Also the workflow's id. */
  id: string;
  environmentId: string;
}

/** Starts the workflow of a message that waits, where the run that should have done so could not. */
export class MessageStarter {
  constructor(
    readonly client: Client,
    /** Asked at each start: false while the namespace does not know our search attributes. */
    readonly withSearchAttributes: () => boolean,
  ) {}

  /** It goes on at once. False when the workflow had been started before; rejects when Temporal did not take the start. */
  async start({ id, environmentId }: MessageStart): Promise<boolean> {
    const attributes = new TypedSearchAttributes([
      { key: searchAttributes.environment, value: environmentId },
      { key: searchAttributes.kind, value: 'message' },
    ]);
    try {
      await this.client.workflow.start('message', {
        workflowId: id,
        taskQueue: taskQueues.runs,
        args: [{ until: 0 }],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        staticSummary: 'a message that waits',
        ...(this.withSearchAttributes() && { typedSearchAttributes: attributes }),
      });
      return true;
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
      throw error;
    }
  }
}
