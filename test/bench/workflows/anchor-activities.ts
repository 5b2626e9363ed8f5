/** What the workflows that ours are measured beside ask for. */
export interface AnchorActivities {
  nothing(): Promise<void>;
  /** A part of a naive run's work. */
  part(runId: string, name: string): Promise<void>;
  /** Hands the run's message over. */
  send(runId: string): Promise<void>;
}
