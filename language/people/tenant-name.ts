import type { Value } from '../expression/evaluation.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { memberAt } from '../json/member-at.ts';
import { isDynamic } from '../reference/reference.ts';

/** The tenant that a step is for: its id, or which field refers to nothing and so stands for no tenant at all. F-10 */
export type TenantName = { id: string } | { dangling: string };

/** Where a profile names its tenant, in order of precedence. J-32 */
const IN_PROFILE = ['profile.tenant_id', 'profile.context.tenant_id'];

/** Where a send names its tenant, what is nearest to the recipient first. A-21, J-33 */
const IN_SEND = ['message.to.tenant_id', 'message.to.context.tenant_id', 'message.context.tenant_id', ...IN_PROFILE];

/**
 * The tenant that a send names, or else its run; undefined when neither does.
 * @param written The step's fields before their references were resolved.
 */
export function tenantOfSend(
  written: JsonObject,
  fields: JsonObject,
  run: { profile: JsonObject },
): TenantName | undefined {
  return tenantNamed(written, fields, IN_SEND) ?? tenantsOfRun(run).map((id) => ({ id }))[0];
}

/** The tenant at the first of the paths where there is one. */
export function tenantNamed(written: JsonObject, fields: JsonObject, paths: readonly string[]): TenantName | undefined {
  for (const path of paths) {
    const id = idOf(memberAt(fields, path));
    if (id) return { id };
    if (isDynamic(present(memberAt(written, path)))) return { dangling: path };
  }
  return undefined;
}

/** Every tenant that a run's profile names. */
export function tenantsOfRun({ profile }: { profile: JsonObject }): string[] {
  return IN_PROFILE.map((path) => idOf(memberAt({ profile }, path))).filter((id) => id !== undefined);
}

/** The tenant that a send names without a reference, if it names one first. */
export function tenantAhead(written: JsonObject): string[] {
  const first = IN_SEND.map((path) => present(memberAt(written, path))).find((value) => value !== undefined);
  const id = isDynamic(first) ? undefined : idOf(first);
  return id === undefined ? [] : [id];
}

/** A number is an id too, since data may bring one; empty text is none. */
function idOf(value: Value): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() || undefined : undefined;
}

/** Null says the same as nothing (W-13), and so does empty text. */
function present(value: Value): Json | undefined {
  return value === null || value === '' ? undefined : value;
}
