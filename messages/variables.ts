import { BOUND } from '../language/content/content.ts';
import type { Json, JsonObject } from '../language/json/json.ts';
import type { Tenant } from '../language/people/tenant.ts';
import { tenantFields } from '../language/people/tenant-fields.ts';
import { laidOver } from './laid-over.ts';

/** What a template reads, by root name. */
export type Variables = { [root: string]: Json | undefined };

/** What a message is made of, before it is laid out for templates. */
export interface MessageScope {
  data: JsonObject;
  profile: JsonObject;
  userId?: string;
  recipient?: string;
  brand?: Json;
  /** The tenant in whose name it is sent. */
  tenant?: Tenant;
  /** What fetch nodes were answered, by the node's id. N-35 */
  outputs?: JsonObject;
  /** Values bound ahead for references inside inline content, by the name the content calls them. */
  bindings?: JsonObject;
}

/**
 * Lays a message's values out for templates (N-01 to N-03): the roots `data`, `profile`, `user`, `recipient` and `tenant`,
 * which is its properties and its own id and name (J-33), and the ids of fetch nodes; what is no root is looked for in `data`,
 * then in `profile`, and `user_id` is at last the run's own. Roots win over data.
 */
export function variablesOf({
  data,
  profile,
  userId,
  recipient,
  brand,
  tenant,
  outputs,
  bindings,
}: MessageScope): Variables {
  return {
    ...laidOver(data, laidOver(profile, present({ user_id: userId }))),
    ...outputs,
    data,
    profile,
    user: { ...profile, ...present({ id: userId }) },
    ...present({ recipient: recipient ?? userId, brand, tenant: tenant && tenantFields(tenant) }),
    [BOUND]: bindings ?? {},
  };
}

function present(values: Variables): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as JsonObject;
}
