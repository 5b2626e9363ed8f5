import type { OpenAPIObject } from '@nestjs/swagger';

import { UNKEPT } from './unkept.ts';

const string = { type: 'string' } as const;

const HEADERS = [
  {
    name: 'Idempotency-Key',
    in: 'header' as const,
    required: false,
    description: 'Carries the request out once; its answer is repeated to requests with the same key',
    schema: string,
  },
  {
    name: 'x-idempotency-expiration',
    in: 'header' as const,
    required: false,
    description: 'Until when the answer is kept: ISO 8601, or seconds or milliseconds since 1970. 25 hours when absent',
    schema: string,
  },
];

/** Adds to every POST of the description the headers that it honors. W-41, W-45 */
export function describeIdempotency(description: OpenAPIObject): OpenAPIObject {
  for (const [path, { post }] of Object.entries(description.paths)) {
    if (post && !UNKEPT.test(path)) post.parameters = [...(post.parameters ?? []), ...HEADERS];
  }
  return description;
}
