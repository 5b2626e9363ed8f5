import type { JsonObject } from '../json/json.ts';

/** Whether a trigger, by its own fields, is the one that requests start. J-28 */
export function isApiInvoke({ trigger_type: type }: JsonObject): boolean {
  return type === 'api-invoke';
}
