/** Where a run goes on whose workflow left its history behind. */
export interface Resumption {
  /** The step that it waits at, and comes to again: what became of that, only our database knows. */
  order: number;
  /** What onlookers were told of each step. */
  statuses: readonly string[];
}
