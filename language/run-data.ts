import type { AdHocInvoke } from './automation.ts';
import type { Json } from './json.ts';
import { memberOf } from './member-of.ts';
import { resolveName } from './resolve-name.ts';
import type { RunData } from './scope.ts';

/**
 * The context that a request gives its run: its names resolved over data and profile, and the recipient found where it may
 * stand. One that is written and refers to nothing is none, and is not replaced by another.
 */
export function runDataOf({ automation, ...request }: AdHocInvoke): RunData {
  const data = request.data ?? automation.data ?? {};
  const profile = request.profile ?? automation.profile ?? {};
  const named = (written = ''): string | undefined => resolveName(written, { data, profile });
  const written = request.recipient || automation.recipient;
  const recipient = written ? named(written) : userOf(data, profile);
  const brand = named(request.brand ?? automation.brand);
  const template = named(request.template ?? automation.template);
  return { data, profile, ...(recipient && { recipient }), ...(brand && { brand }), ...(template && { template }) };
}

function userOf(data: Json, profile: Json): string | undefined {
  const found = [memberOf(profile, 'user_id'), memberOf(data, 'user_id'), memberOf(data, 'userId')];
  return found
    .map((value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : ''))
    .find(Boolean);
}
