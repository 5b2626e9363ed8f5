/** PostgreSQL cannot be reached, has no room, cancels what takes too long, or asks for another try of what collided. */
const PASSING_SQLSTATE = /^(08...|40...|53...|55P03|57...|58...)$/;
/** Of Node's sockets, and of Prisma. */
const PASSING_CODE =
  /^(ECONN\w+|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|P1001|P1002|P1008|P1017|P2034|P2037)$/;
/** `pg` gives these no code. */
const PASSING_MESSAGE =
  /^(timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client (has encountered a connection error|was closed))/;

/** An error that is made of others is followed this far. */
const MOST_CAUSES = 32;

/** True for an error that says PostgreSQL does not answer now: the same request may succeed later. F-13, W-03 */
export function isDatabaseAway(error: unknown): boolean {
  for (const { code, message } of causesOf(error)) {
    const name = String(code);
    if (PASSING_SQLSTATE.test(name) || PASSING_CODE.test(name) || PASSING_MESSAGE.test(String(message))) return true;
  }
  return false;
}

interface Cause {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  /** Of an AggregateError. */
  errors?: unknown;
  /** Where Prisma keeps what its driver said. */
  meta?: { driverAdapterError?: unknown };
}

/** The error and what it was made from. */
function* causesOf(error: unknown): Generator<Cause> {
  const found = [error];
  for (let place = 0; place < Math.min(found.length, MOST_CAUSES); place++) {
    const cause = found[place];
    if (typeof cause !== 'object' || cause === null) continue;
    const { cause: inner, errors, meta } = cause as Cause;
    found.push(inner, meta?.driverAdapterError, ...(Array.isArray(errors) ? errors : []));
    yield cause as Cause;
  }
}
