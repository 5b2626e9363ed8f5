import { z } from 'zod';

import type { JsonObject } from './json.ts';

/** Any JSON object. What is inside is not walked: a request's body was JSON before it came here. */
export const JsonRecord = z.record(z.string(), z.unknown()) as unknown as z.ZodType<JsonObject>;
