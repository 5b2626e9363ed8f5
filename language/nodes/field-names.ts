import { z } from 'zod';

import type { JsonObject } from '../json/json.ts';
import type { NodeFields } from './node.ts';

/** The fields that a node as written can have: those of its variant, or of all where it tells of none. */
export function fieldNames(schema: NodeFields, written: JsonObject): Set<string> {
  if (schema instanceof z.ZodObject) return new Set(Object.keys(schema.shape));
  const { discriminator } = schema.def;
  const isMeant = ({ shape }: z.ZodObject): boolean => shape[discriminator]?.safeParse(written[discriminator]).success;
  const meant = schema.options.filter(isMeant);
  const variants = meant.length > 0 ? meant : schema.options;
  return new Set(variants.flatMap(({ shape }) => Object.keys(shape)));
}
