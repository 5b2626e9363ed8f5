/** A place in a list that is newest first: what follows is older, or as old with a smaller id. */
export interface Position {
  /** Milliseconds since the epoch. */
  at: number;
  id: string;
}

/** Which part of a list is wanted. */
export interface Page {
  /** How many rows at most. */
  limit: number;
  after?: Position;
}
