import type { JsonObject } from '../json/json.ts';
import { memberOf } from '../json/member-of.ts';
import { literal } from '../reference/literal.ts';

/** The template that a send names without a reference: that of its `message`, or else its own, or its run's. A-21 */
export function templateAhead({ message, template }: JsonObject, run: { template?: string }): string | undefined {
  return literal(message == null ? (template ?? run.template) : memberOf(message, 'template'));
}
