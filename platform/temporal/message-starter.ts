import type { Client } from '@temporalio/client';

import { attributesOf } from '../../workflows/contracts/search-attributes.ts';
import { workflowStarts } from '../../workflows/contracts/workflow-starts.ts';
import { startOnce } from './start-once.ts';

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
  start({ id, environmentId }: MessageStart): Promise<boolean> {
    return startOnce(this.client, workflowStarts.message, {
      workflowId: id,
      args: [{ until: 0 }],
      ...(this.withSearchAttributes() && { typedSearchAttributes: attributesOf(environmentId, 'message') }),
    });
  }
}
