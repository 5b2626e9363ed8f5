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

/** The same of a list that can be read either way: `before` gives the rows that are nearest to the place, and newer. */
export interface PageEitherWay extends Page {
  before?: Position;
}

/** The place as two parameters, both null at the beginning. */
export function placeOf(after: Position | undefined): [at: Date | null, id: string | null] {
  return after ? [new Date(after.at), after.id] : [null, null];
}
