import type { JsonObject } from '../json/json.ts';

/** What a run was given and carries along: the context its steps read. */
export interface RunData {
  data: JsonObject;
  profile: JsonObject;
  recipient?: string;
  brand?: string;
  template?: string;
  /**
   * Of a journey: the tenant that was decided on when it was asked for, null for none, and no profile says otherwise. Absent where
   * nothing was decided, as for automations: then the profile names it. J-32, U-05
   */
  tenantId?: string | null;
  /** Of a journey: what its fetch nodes were answered, `{body, status, headers}` by the node's id. N-35 */
  outputs?: Record<string, JsonObject>;
}

/** Of a request that brings neither. */
export const NO_CONTEXT: RunData = { data: {}, profile: {} };

/** What guards and references are evaluated over: the run's context and the sends it named by `ref`. */
export interface Scope extends RunData {
  /** Every `ref` the plan declares; `status` is that send's message status, absent until it was sent. */
  refs: Record<string, { status?: string }>;
}
