import type { Assumptions } from './assumptions/assumptions.ts';
import type { ProcessingTime } from './processing-time.ts';

/** When a simulated run begins, where its recipient's clocks are, and what happens to it. */
export interface SimulationOptions {
  /** In milliseconds since the epoch. */
  start: number;
  /** Of the recipient: IANA or an offset. */
  zone: string;
  assume: Assumptions;
  /** What it may take, counted from here on; absent: all that it needs. */
  time?: ProcessingTime;
  /** Why a URL may not be called; absent: every one may. */
  refusal?: (url: URL) => string | undefined;
}
