import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import { forwardStatus } from './forward-status.ts';
import type { RunRow, StepRow } from './memory-rows.ts';

/** The step's row, written when first reached: what it shows and its message stand from then on. */
export function stepOf(
  run: RunRow,
  { order, at }: StepCall,
  first: Pick<Partial<StepRow>, 'messageId' | 'context'> = {},
): StepRow {
  const planned = run.plan.steps[order];
  const action = planned?.action ?? '';
  const ref = planned?.type === 'node' ? undefined : planned?.ref;
  const written = run.steps.get(order);
  if (written) return written;
  const step = { action, ref, status: 'PROCESSING', context: {}, createdAt: at, updatedAt: at, ...first };
  run.steps.set(order, step);
  return step;
}

/** A step that waited is over once another one moves. */
export function wakeOthers(run: RunRow, { order, at }: StepCall): void {
  for (const [other, step] of run.steps) {
    if (other === order || step.status !== 'WAITING') continue;
    step.status = forwardStatus(step.status, 'PROCESSED');
    step.updatedAt = at;
  }
}
