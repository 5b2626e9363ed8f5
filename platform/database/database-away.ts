/** Codes of Node's sockets, of Prisma, and of PostgreSQL when it starts, stops, takes too long or has no connection left. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  '57P01',
  '57P02',
  '57P03',
  '57014',
  '53300',
]);

/** `pg` gives these no code. */
const AWAY_MESSAGE =
  /^(timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error)/;

/** True for an error that says PostgreSQL cannot be reached now; the same request may succeed later. */
export function isDatabaseAway(error: unknown): boolean {
  for (const { code, message } of causesOf(error)) {
    if (AWAY.has(String(code)) || /^08...$/.test(String(code)) || AWAY_MESSAGE.test(String(message))) return true;
  }
  return false;
}

type Cause = { code?: unknown; message?: unknown };

/** The error and what it was made from, Prisma's wrapping included. */
function* causesOf(error: unknown): Generator<Cause> {
  for (let depth = 0; depth < 8 && typeof error === 'object' && error !== null; depth++) {
    yield error as Cause;
    const { cause, meta } = error as { cause?: unknown; meta?: { driverAdapterError?: unknown } };
    error = cause ?? meta?.driverAdapterError;
  }
}
