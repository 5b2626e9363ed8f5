import { memberAt } from '../../language/json/member-at.ts';
import type { PlanStep } from '../../language/plan.ts';
import { prepareStep } from '../../language/run/prepare.ts';
import { prepareNode } from '../../language/run/prepare-node.ts';
import type { RunData } from '../../language/run/scope.ts';
import { nextOpening } from '../../messages/windows/next-opening.ts';
import { type MessageDelay, readDelay } from '../../messages/windows/read-delay.ts';
import type { Warning } from '../timeline/timeline.ts';
import type { Circumstances } from './warning-rule.ts';

/**
 * Messages that wait for a window which opens at another instant than by the clocks that the timeline is told by: whoever reads it
 * would take a time that is not in the window for a mistake. A delay that data give is read as they are when the run is over.
 */
export function foreignWindows({ subject: { plan }, entries, context, zone }: Circumstances): Warning[] {
  return entries.flatMap(({ id, order, at, until }) => {
    const step = plan.steps[order];
    const delay = step && until !== undefined ? delayOf(step, context) : undefined;
    const reading = delay && readDelay(delay);
    if (reading?.kind !== 'window' || nextOpening(reading.rules, at, zone) === until) return [];
    const clocks = delay?.timezone ?? "its recipient's zone, or else UTC";
    return [{ step: id, message: `waits for a window by the clocks of ${clocks}: the timeline is told in ${zone}` }];
  });
}

/** Of a send that was carried out, so that its conditions held. */
function delayOf(step: PlanStep, context: RunData): MessageDelay | undefined {
  if (memberAt(step.fields, 'message.delay.until') === undefined) return undefined;
  const prepared =
    step.type === 'node'
      ? prepareNode({ ...step, conditions: undefined }, { ...context, outputs: context.outputs ?? {} })
      : prepareStep({ ...step, if: undefined }, { ...context, refs: {} });
  return prepared.kind === 'ready' && prepared.action === 'send' ? prepared.fields.message?.delay : undefined;
}
