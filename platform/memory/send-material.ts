import type { TemplateLookup } from '../../activities/ports/lookups.ts';
import type { SendMaterial } from '../../activities/ports/send-material.ts';
import type { Json } from '../../language/json/json.ts';
import { memberAt } from '../../language/json/member-at.ts';
import { tenantsOfRun } from '../../language/people/tenant-name.ts';
import { triggerSchema } from '../../language/trigger-schema.ts';
import type { MemoryRows, RunRow } from './memory-rows.ts';

/** What is known ahead of the messages. */
interface Known {
  users: readonly string[];
  tenants: readonly string[];
  isWanted: (template: TemplateLookup) => unknown;
  /** As the message names it, if it names one. */
  topic?: Json;
}

/** What messages of a run are composed from, in memory. */
export function sendMaterialOf(
  rows: MemoryRows,
  { environmentId, context, plan }: RunRow,
  { users, tenants, isWanted, topic }: Known,
): SendMaterial {
  const stored = users.map((id) => [id, rows.profiles.get(id)] as const).filter(([, profile]) => profile);
  const schema = triggerSchema(plan);
  const templates = rows.templates.filter(isWanted);
  const tenancy = rows.tenants.around(users, [...tenants, ...tenantsOfRun(context)]);
  const topics = [topic, ...templates.map(({ version }) => memberAt(version?.body ?? {}, 'subscription.topic_id'))];
  return {
    environmentId,
    templates,
    profiles: Object.fromEntries(stored) as SendMaterial['profiles'],
    tenancy,
    preferences: rows.preferences.about(
      topics.filter((id) => typeof id === 'string'),
      users,
      tenancy.tenants.map(({ id }) => id),
    ),
    brands: rows.brands,
    defaultBrand: rows.defaultBrand,
    providers: rows.providers,
    ...(schema && { schema }),
  };
}
