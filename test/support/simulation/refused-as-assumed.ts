import type { Told } from './automation-runs.ts';
import type { ComparedRun } from './compared-run.ts';

/** A real run, in which providers gave the reason for their refusals that assumed ones give. */
export function refusedAsAssumed(run: ComparedRun, { outside }: Told): ComparedRun {
  if (outside?.deliver) return run;
  const steps = run.steps.map(({ messages, ...step }) => ({
    ...step,
    messages: messages.map(({ error, ...message }) => ({
      ...message,
      ...(error !== undefined && { error: error.replace('554 no', 'assumed to be refused') }),
    })),
  }));
  return { ...run, steps };
}
