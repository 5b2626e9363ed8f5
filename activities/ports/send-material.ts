import type { JsonObject } from '../../language/json/json.ts';
import type { StoredBrand } from './brands.ts';
import type { EarlierMessage } from './ledger.ts';
import type { TemplateLookup } from './lookups.ts';
import type { StoredPreferences } from './preferences.ts';
import type { ProviderConfig } from './provider-config.ts';
import type { Tenancy } from './tenancy.ts';

/** What messages are composed from, as it was loaded with their step or page. */
export interface SendMaterial {
  environmentId: string;
  /** The journey that it is a run of. */
  journeyId?: string;
  templates: TemplateLookup[];
  /** By user id. */
  profiles: Record<string, JsonObject>;
  /** Around the users and tenants that are known ahead, and the tenants that the run's profile names. */
  tenancy: Tenancy;
  /** Of these users, in these tenants, about the topics that the templates and the message name. */
  preferences: StoredPreferences;
  /** Those that the plan, the run, the template or the tenants name, and the workspace's default. */
  brands: StoredBrand[];
  /** The brand of messages that have no other, if the environment has one of that id. */
  defaultBrand?: string;
  /** Oldest first, the outbox last. */
  providers: ProviderConfig[];
  /** Of the trigger that started the run of a journey: what its data are promised to hold. N-07 */
  schema?: JsonObject;
  /** Present when an attempt was made before. */
  earlier?: EarlierMessage;
}
