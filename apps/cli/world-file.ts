import { z } from 'zod';

import { definitionFields } from '../../language/automation.ts';
import { brandFields } from '../../language/content/brand.ts';
import { TemplateBody } from '../../language/content/template.ts';
import { JsonRecord } from '../../language/json/json-record.ts';
import { optional } from '../../language/optional.ts';
import { DefaultPreferences } from '../../language/people/default-preferences.ts';
import { ChosenStatus, PreferenceStatus, PreferenceWrite } from '../../language/people/preference.ts';
import { LONGEST_USER_ID } from '../../language/people/user-id.ts';

const Name = z.string().min(1).max(256);
const UserId = z.string().min(1).max(LONGEST_USER_ID);

/** What is kept under names: ids of lists, tenants and so on. */
function named<Schema extends z.ZodType>(schema: Schema) {
  return optional(z.record(Name, schema));
}

function byUser<Schema extends z.ZodType>(schema: Schema) {
  return optional(z.record(UserId, schema));
}

/** What the API tells of a thing beside what it takes: of no use here, and no reason to refuse what was copied from there. */
const told = z.unknown().optional();
const toldFields = { id: told, version: told, state: told, created: told, creator: told, updated: told, updater: told };

/** As POST `/notifications` takes it, but without `name`; a journey's own has a channel, and may have a provider. */
const Template = z.strictObject({
  ...toldFields,
  ...TemplateBody.shape,
  name: optional(z.string()),
  channel: optional(z.string()),
  providerKey: optional(z.string()),
});

/** As PUT `/tenants/{id}` takes it, with its users and what is said of each of them there. */
const Tenant = z.strictObject({
  ...toldFields,
  name: optional(Name),
  brand_id: optional(Name),
  parent_tenant_id: optional(Name),
  properties: optional(JsonRecord),
  user_profile: optional(JsonRecord),
  default_preferences: optional(DefaultPreferences),
  users: byUser(JsonRecord),
});

/** As PUT `/users/{id}/preferences/{topic_id}` takes it, or its status alone. */
const Choice = z.preprocess(
  (written) => (typeof written === 'string' ? { status: written } : written),
  PreferenceWrite.safeExtend({ status: ChosenStatus }),
);

const Provider = z.strictObject({ provider: Name, channels: z.array(Name).min(1, 'needs at least one channel') });

/** The file that says what a dry run on the command line finds, in place of a database. */
export const WorldFile = z.strictObject({
  templates: named(Template),
  profiles: byUser(JsonRecord),
  brands: named(z.strictObject({ ...toldFields, ...brandFields, name: optional(Name) })),
  default_brand: optional(Name),
  tenants: named(Tenant),
  lists: named(z.array(UserId).max(10_000, 'holds more than 10000 users')),
  automations: named(z.object(definitionFields)),
  /** Subscription topics with their defaults, and by user what they chose of them. */
  topics: named(PreferenceStatus),
  preferences: byUser(z.record(Name, Choice)),
  providers: optional(z.array(Provider)),
  flags: optional(JsonRecord.and(z.looseObject({ 'tenants.infer': optional(z.boolean()) }))),
});
export type WorldFile = z.infer<typeof WorldFile>;
