import { WorkflowNotFoundError } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';

/**
 * Waits for the end of a message that its run may have left waiting, on skipped time. A child that outlives its run leaves the
 * skipping server's clock locked once too often, so that it would stand still for all that follows: it is unlocked here.
 */
export async function untilMessageEnded(
  { client, connection }: TestWorkflowEnvironment,
  runId: string,
  messageId: string,
): Promise<void> {
  const handle = client.workflow.getHandle(messageId);
  try {
    await handle.result();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return;
    throw error;
  }
  const [message, run] = await Promise.all([handle.describe(), client.workflow.getHandle(runId).describe()]);
  const outlived = run.closeTime && message.closeTime && message.closeTime > run.closeTime;
  if (outlived) await connection.testService?.unlockTimeSkipping({});
}
