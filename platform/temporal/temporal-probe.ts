/** Says which pieces beside the database answer. R-20 */
export abstract class TemporalProbe {
  /** Never throws: a piece that does not answer in time is not up. */
  abstract check(): Promise<{ temporal: boolean; worker: boolean }>;
}
