import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** The run that this request may start. */
    runId?: string;
  }
}

const RUN_ID = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;

/** The run that a request starts, or names in its path or body, for the log: nothing that only stands where such an id should. */
export function runInQuestion({ runId, params, body }: FastifyRequest): string | undefined {
  const { id } = (params ?? {}) as { id?: unknown };
  const { run_id } = (body ?? {}) as { run_id?: unknown };
  return [runId, id, run_id].find((text): text is string => typeof text === 'string' && RUN_ID.test(text));
}
