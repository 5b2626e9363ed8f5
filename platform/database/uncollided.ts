/** A deadlock and a failed serialization, as PostgreSQL and Prisma call them: nothing of the work was done. */
const COLLIDED = ['40P01', '40001', 'P2034'];
const MOST_TRIES = 5;

/** Does work of one transaction, and does it again when it collided with another's, a few times. */
export async function uncollided<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === MOST_TRIES || !isCollision(error)) throw error;
    }
  }
}

/** Whether a transaction may simply be done again. */
export function isCollision(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return COLLIDED.includes(String(code));
}
