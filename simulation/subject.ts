import type { Plan } from '../language/plan.ts';
import type { RunData } from '../language/run/scope.ts';

/** What is run, compiled as an invocation compiles it. */
export interface Subject {
  kind: 'automation' | 'journey';
  plan: Plan;
  context: RunData;
  /** The saved automation or the journey; absent for one that a request brings. */
  automationId?: string;
  cancelationToken?: string;
  /** Invoked with a mock key. */
  mock?: boolean;
}
