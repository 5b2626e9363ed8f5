import type { Answer, Parcel } from '../activities/deliver/providers/provider.ts';
import type { Lookups } from '../activities/ports/lookups.ts';
import type { OutboundAnswer, OutboundRequest } from '../activities/ports/outbound.ts';
import type { MemoryRows } from '../platform/memory/memory-rows.ts';

/** What there is around a run that is simulated. */
export interface World {
  /**
   * The environment's rows, as far as the run may come to them. What it would write is written there, so that every
   * simulation wants rows of its own, and one that is to follow another one the rows of that.
   */
  rows: MemoryRows;
  /** Whose rows they are, for the lookups; absent where the rows are all there is. */
  environmentId?: string;
  /** Read where the run's data name something that the rows lack; absent: it does not exist. */
  lookups?: Lookups;
  /** Whether the rows have what bears the name, or know that nothing does; absent: of no name. */
  hasRead?: (name: string) => boolean;
  /** How many are on the lists of an id or pattern; absent, or undefined for one: those that the rows know of. */
  countOf?: (list: string) => number | undefined;
  /** Adds a list, or those of a pattern, to the rows where these were not asked for it; absent: they have them all. */
  addList?: (list: string) => Promise<void>;
  /** What stands outside in the place of assumptions: a comparison with real runs gives both the same. */
  outside?: Outside;
}

/** A world with all that bears one of the names. */
export type WorldOf = (names: readonly string[]) => Promise<World>;

/** Servers that answer by what they are asked. */
export interface Outside {
  answer?: (request: OutboundRequest) => OutboundAnswer;
  deliver?: (parcel: Parcel) => Answer;
}
