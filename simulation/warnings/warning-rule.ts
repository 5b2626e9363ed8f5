import type { RunData } from '../../language/run/scope.ts';
import type { Subject } from '../subject.ts';
import type { TimelineEntry, Warning } from '../timeline/timeline.ts';

/** What warnings are drawn from. */
export interface Circumstances {
  subject: Subject;
  /** What the run came to. */
  entries: readonly TimelineEntry[];
  /** The run's data when it was over. */
  context: RunData;
  /** In which the timeline is told: IANA or an offset. */
  zone: string;
}

/** One kind of thing that an author should look at: in the plan, or in what became of it. */
export type WarningRule = (circumstances: Circumstances) => Warning[];
