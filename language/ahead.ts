/** What is known of a step before its run, so that one statement can load the step with all it needs. */
export interface Ahead {
  templates: string[];
  users: string[];
  tenants?: string[];
  brands?: string[];
}

/** Of a step that names nothing, or nothing that is not a reference. */
export const NOTHING_AHEAD: Ahead = { templates: [], users: [] };
