/** The workflows of other runs, as the effects of a step reach them once its record is committed. */
export abstract class Workflows {
  /** Tells runs whose rows are CANCELED. Never throws and is not waited for: what is lost here is the reconciler's. */
  abstract cancel(runIds: readonly string[]): void;
}
