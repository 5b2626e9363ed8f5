import { createHash } from 'node:crypto';

import type { StepCall } from '../../workflows/contracts/step-activities.ts';

/** Which visit of a step it is; a step of an automation is reached once. */
const VISIT = 0;

/** The id of the run that a step starts: the same however often the step is carried out at its moment. A-27, W-15 */
export function invokedRunId({ runId, order, at }: StepCall): string {
  const seconds = Math.floor(at / 1000)
    .toString(16)
    .padStart(8, '0');
  const digest = createHash('sha256').update(`${runId}:${order}:${VISIT}`).digest('hex');
  return `1-${seconds}-${digest.slice(0, 24)}`;
}
