import type { Client } from '@temporalio/client';

import { againIdOf } from '../../workflows/contracts/list-send-ids.ts';
import { attributesOf } from '../../workflows/contracts/search-attributes.ts';
import { workflowStarts } from '../../workflows/contracts/workflow-starts.ts';
import { startOnce } from './start-once.ts';

/** A send to a list of which something is left to try. */
export interface ListSendStart {
  environmentId: string;
  runId: string;
  /** The step's place in its plan. */
  order: number;
  /** Stands for all of its messages. */
  messageId: string;
}

/** Starts the workflow that tries again, where the run that should have done so could not. */
export class ListSendStarter {
  constructor(
    readonly client: Client,
    /** Asked at each start: false while the namespace does not know our search attributes. */
    readonly withSearchAttributes: () => boolean,
  ) {}

  /** It goes on at once. False when there was one, whatever became of it; rejects when Temporal did not take the start. */
  start({ environmentId, runId, order, messageId }: ListSendStart): Promise<boolean> {
    return startOnce(this.client, workflowStarts.listSend, {
      workflowId: againIdOf(messageId),
      args: [{ runId, order, resumesInMs: 0 }],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      ...(this.withSearchAttributes() && { typedSearchAttributes: attributesOf(environmentId, 'list-send') }),
    });
  }
}
