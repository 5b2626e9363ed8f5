import type { Value } from '../expression/evaluation.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { memberAt } from '../json/member-at.ts';
import { isDynamic } from '../reference/reference.ts';
import type { RunData } from '../run/scope.ts';
import { idOf } from './id-of.ts';

/** What of a run says which tenant it is in. */
type RunTenancy = Pick<RunData, 'profile' | 'tenantId'>;

/** The tenant that a step is for: its id, or which field refers to nothing and so stands for no tenant at all. F-10 */
export type TenantName = { id: string } | { dangling: string };

/** Where a journey's request names its tenant: a field of its own may have the shorter name, and is the second choice. J-32 */
const IN_REQUEST = ['context.tenant_id', 'tenant_id'];

/** Where a profile names the tenant of an automation's run or send, in order of precedence. A-21 */
const IN_PROFILE = ['profile.tenant_id', 'profile.context.tenant_id'];

/** Where a send names its tenant, what is nearest to the recipient first. A-21, J-33 */
const IN_SEND = ['message.to.tenant_id', 'message.to.context.tenant_id', 'message.context.tenant_id', ...IN_PROFILE];

/**
 * The tenant that a send names, or else its run; undefined when neither does.
 * @param written The step's fields before their references were resolved.
 */
export function tenantOfSend(written: JsonObject, fields: JsonObject, run: RunTenancy): TenantName | undefined {
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

/** The tenant that a request to invoke a journey names in its profile. J-32 */
export function tenantRequested(profile: JsonObject): string | undefined {
  return IN_REQUEST.map((path) => idOf(memberAt(profile, path))).find((id) => id !== '');
}

/** The tenant that was decided on for a run, or else every one that its profile names, the first of which counts. J-33 */
export function tenantsOfRun({ profile, tenantId }: RunTenancy): string[] {
  if (tenantId !== undefined) return tenantId === null ? [] : [tenantId];
  return IN_PROFILE.map((path) => idOf(memberAt({ profile }, path))).filter((id) => id !== '');
}

/** The tenant that a send names without a reference, if it names one first. */
export function tenantAhead(written: JsonObject): string[] {
  const first = IN_SEND.map((path) => present(memberAt(written, path))).find((value) => value !== undefined);
  const id = isDynamic(first) ? '' : idOf(first);
  return id === '' ? [] : [id];
}

/** Null says the same as nothing (W-13), and so does empty text. */
function present(value: Value): Json | undefined {
  return value === null || value === '' ? undefined : value;
}
