/** Out of these no run and no step comes any more. */
const RUN_ENDS = ['PROCESSED', 'CANCELED', 'ERROR', 'THROTTLED', 'SKIPPED'];
/** How far a message has come; a status that is not named here is an end. */
const MESSAGE_WAY = ['ENQUEUED', 'DELAYED', 'ROUTED', 'SENT', 'DELIVERED', 'OPENED', 'CLICKED'];
const OPEN_MESSAGE = ['DELAYED', 'ENQUEUED', 'ROUTED'];
const RUN_WAY: Record<string, number> = { 'NOT PROCESSED': 0, PROCESSING: 1, COMPUTING: 1, WAITING: 1 };
const END = 99;

/** Runs that will do nothing more. */
export function isRunEnd(status: string): boolean {
  return RUN_ENDS.includes(status);
}

/** Messages that are still to be sent. */
export function isOpenMessage(status: string): boolean {
  return OPEN_MESSAGE.includes(status);
}

/** Whether a status may be seen after another one of the same thing. */
export function mayFollow(kind: 'run' | 'step' | 'message', later: string, earlier: string): boolean {
  const rank = kind === 'message' ? messageRank : runRank;
  const isEnd = rank(earlier) === END;
  return isEnd ? later === earlier : rank(later) >= rank(earlier);
}

function runRank(status: string): number {
  return RUN_WAY[status] ?? END;
}

function messageRank(status: string): number {
  const place = MESSAGE_WAY.indexOf(status);
  return place < 0 ? END : place;
}
