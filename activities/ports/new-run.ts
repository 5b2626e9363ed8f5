import type { Plan } from '../../language/plan.ts';
import type { RunData } from '../../language/run/scope.ts';

/** A run as it is accepted. */
export interface NewRun {
  id: string;
  environmentId: string;
  /** Runs of a single message are hidden from the lists of runs. */
  kind: 'automation' | 'journey' | 'message';
  /** What started it. */
  source: string[];
  /** The saved automation or the journey it is a run of. */
  automationId?: string;
  cancelationToken?: string;
  /** Providers are not called for it (W-23). */
  mock: boolean;
  /** The place among all events of the one that started it. E-15 */
  eventSequence?: string;
  context: RunData;
  plan: Plan;
}
