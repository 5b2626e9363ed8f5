import type { Json } from '../json/json.ts';
import { isDynamic } from './reference.ts';

/** Text that stands for itself; undefined for a reference, for text with one in it, and for what is no text. */
export function literal(value: Json | undefined): string | undefined {
  return typeof value === 'string' && !isDynamic(value) ? value : undefined;
}
