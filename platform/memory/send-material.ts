import type { TemplateLookup } from '../../activities/ports/lookups.ts';
import type { SendMaterial } from '../../activities/ports/send-material.ts';
import { isJsonObject, type JsonObject } from '../../language/json/json.ts';
import { tenantsOfRun } from '../../language/people/tenant-name.ts';
import type { MemoryRows, RunRow } from './memory-rows.ts';

/** What is known ahead of the messages. */
interface Known {
  users: readonly string[];
  tenants: readonly string[];
  isWanted: (template: TemplateLookup) => unknown;
}

/** What messages of a run are composed from, in memory. */
export function sendMaterialOf(
  rows: MemoryRows,
  { environmentId, context, plan }: RunRow,
  { users, tenants, isWanted }: Known,
): SendMaterial {
  const stored = users.map((id) => [id, rows.profiles.get(id)] as const).filter(([, profile]) => profile);
  const schema = schemaOf(plan);
  return {
    environmentId,
    templates: rows.templates.filter(isWanted),
    profiles: Object.fromEntries(stored) as SendMaterial['profiles'],
    tenancy: rows.tenants.around(users, [...tenants, ...tenantsOfRun(context)]),
    brands: rows.brands,
    defaultBrand: rows.defaultBrand,
    providers: rows.providers,
    ...(schema && { schema }),
  };
}

function schemaOf({ steps: [first] }: RunRow['plan']): JsonObject | undefined {
  const schema = first?.type === 'node' ? first.fields.schema : undefined;
  return isJsonObject(schema) ? schema : undefined;
}
