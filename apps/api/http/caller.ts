import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

import type { KeyGrant } from '../../../platform/database/api-keys.ts';

/** Who asks: a key, and the environment it names (W-22). */
export type Caller = Pick<KeyGrant, 'id' | 'environmentId' | 'mock' | 'scopes' | 'expiresAt'>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the request is authenticated; absent on endpoints that need no key. */
    caller?: Caller;
  }
}

/** Gives a handler its {@link Caller}. */
export const CallerOf = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller => context.switchToHttp().getRequest().caller,
);
