import { runPlan } from '../../../workflows/interpreter.ts';
import { VirtualRun } from '../../../workflows/virtual-run.ts';
import { acceptPlan, type VirtualOptions } from '../virtual.ts';
import { journeyPlan, TRIGGER } from './journey-plan.ts';
import type { JourneyRequest } from './start-journey.ts';

/** Carries out a run of a journey on the virtual clock, from its trigger to its end. */
export async function runJourneyVirtually(
  { nodes, schema, journey = 'journey', data = {}, profile = {}, recipient }: JourneyRequest & { schema?: object },
  options: VirtualOptions = {},
) {
  const { at = 0 } = options;
  const plan = journeyPlan([{ ...TRIGGER, ...(schema && { schema }) }, ...nodes], { recipient, at });
  const context = { data, profile, ...(recipient && { recipient }) };
  const accepted = acceptPlan({ plan, context, automationId: journey }, options);
  const { run, rows, errors, activities, skeleton, call } = accepted;
  const virtual = new VirtualRun(call().runId, activities, at);
  await runPlan(skeleton, virtual);
  const endedAt = virtual.now();
  await virtual.settleMessages();
  const steps = [...run.steps].map(([order, step]) => ({ node: plan.steps[order]?.id, ...step }));
  return { run, rows, errors, steps, shown: virtual.shown, endedAt, messages: [...rows.messages.values()] };
}
