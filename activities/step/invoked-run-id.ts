import { createHash } from 'node:crypto';

import { runIdOf } from '../../language/run/run-id.ts';
import type { StepCall } from '../../workflows/contracts/step-activities.ts';

/** Which visit of a step it is; a step of an automation is reached once. */
const VISIT = 0;

/** The id of the run that a step starts: the same however often the step is carried out at its moment. A-27, W-15 */
export function invokedRunId({ runId, order, at }: StepCall): string {
  const digest = createHash('sha256').update(`${runId}:${order}:${VISIT}`).digest('hex');
  return runIdOf(at / 1000, digest);
}
