import { z } from 'zod';

import type { Json } from './json.ts';
import { JsonPointer } from './json-pointer.ts';

const Value = z.unknown().refine((value) => value !== undefined, 'is required') as unknown as z.ZodType<Json>;

/** One change of a document, by RFC 6902. */
export const PatchOperation = z.discriminatedUnion('op', [
  z.object({ op: z.enum(['add', 'replace', 'test']), path: JsonPointer, value: Value }),
  z.object({ op: z.literal('remove'), path: JsonPointer }),
  z.object({ op: z.enum(['move', 'copy']), from: JsonPointer, path: JsonPointer }),
]);
export type PatchOperation = z.infer<typeof PatchOperation>;

/** A JSON Patch. U-02 */
export const JsonPatch = z.array(PatchOperation).max(1_000, 'holds more than 1000 operations');
export type JsonPatch = z.infer<typeof JsonPatch>;
