const RANKS: Record<string, number> = {
  'NOT PROCESSED': 0,
  PROCESSING: 1,
  WAITING: 1,
  COMPUTING: 1,
  DELAYED: 0,
  DIGESTED: 0,
  ENQUEUED: 1,
  ROUTED: 2,
  SENT: 3,
  DELIVERED: 4,
  OPENED: 5,
  CLICKED: 6,
};
const END = 9;

/** The database's function of the same name, for rows in memory: forward, and never out of an end (J-42). */
export function forwardStatus<Status extends string>(current: Status | undefined, next: Status): Status {
  if (current === undefined) return next;
  const rank = RANKS[current] ?? END;
  return rank < END && (RANKS[next] ?? END) >= rank ? next : current;
}
