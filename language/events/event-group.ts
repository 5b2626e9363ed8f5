import { cutText } from '../cut-text.ts';
import { isJsonObject, type JsonObject } from '../json/json.ts';
import { memberOf } from '../json/member-of.ts';
import { idOf } from '../people/id-of.ts';
import { LONGEST_TENANT_NAME, type Tenant } from '../people/tenant.ts';

/** The tenant that a group is. */
export interface EventGroup {
  tenantId: string;
  /** By which it is called when it is made. */
  name: string;
  traits: JsonObject;
}

/** The tenant that an event adds its user to, undefined for an event whose group can be none. E-08 */
export function eventGroup(body: JsonObject): EventGroup | undefined {
  const tenantId = idOf(memberOf(body, 'groupId'));
  if (!tenantId || tenantId.length > LONGEST_TENANT_NAME) return undefined;
  const traits = memberOf(body, 'traits');
  const name = cutText(idOf(memberOf(traits, 'name')), LONGEST_TENANT_NAME) || tenantId;
  return { tenantId, name, traits: isJsonObject(traits) ? traits : {} };
}

/** A tenant once an event has added its user to it, or the one that this makes: traits lie over its properties. E-08 */
export function joinedTenant<Known extends Tenant>(
  known: Known | undefined,
  { tenantId: id, name, traits }: EventGroup,
): Known | Tenant {
  const tenant = known ?? { id, name, properties: {}, userProfile: {} };
  return { ...tenant, properties: { ...tenant.properties, ...traits } };
}
