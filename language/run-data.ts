import type { AdHocInvoke } from './automation.ts';
import type { Json } from './json.ts';
import type { RunData } from './scope.ts';

/** The context that a request gives its run, with the recipient found where it may stand. */
export function runDataOf({ automation, ...request }: AdHocInvoke): RunData {
  const data = request.data ?? automation.data ?? {};
  const profile = request.profile ?? automation.profile ?? {};
  const named = [
    request.recipient,
    automation.recipient,
    own(profile, 'user_id'),
    own(data, 'user_id'),
    own(data, 'userId'),
  ];
  const recipient = named.map(identifier).find(Boolean);
  const brand = request.brand ?? automation.brand;
  const template = request.template ?? automation.template;
  return { data, profile, ...(recipient && { recipient }), ...(brand && { brand }), ...(template && { template }) };
}

function own(object: { [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function identifier(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
