import type { Definition } from '../../language/automation.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { StoredBrand } from './brands.ts';
import type { StoredPreferences } from './preferences.ts';
import type { Tenancy } from './tenancy.ts';

/** A template's published version, or why there is none. */
export interface TemplateLookup {
  id: string;
  alias?: string;
  archived: boolean;
  /** Absent when never published. */
  version?: { id: string; number: number; body: JsonObject };
}

/** Where a template is looked for: in the workspace, and first among those of the journey whose run names it. J-08 */
export interface TemplatePlace {
  environmentId: string;
  journeyId?: string;
}

/** A saved automation or a journey as it may be invoked, or why it may not. */
export interface DefinitionLookup<Body> {
  id: string;
  alias?: string;
  archived: boolean;
  enabled: boolean;
  /** As it was when last published; absent when never. */
  definition?: Body;
}

export type AutomationLookup = DefinitionLookup<Definition>;

/** A user, and what there is of tenants around them. */
export interface StoredUser extends Tenancy {
  profile?: JsonObject;
}

/** Whom to find; the tenant is the one that they are wanted in, if one is named. */
export interface WantedUser {
  userId?: string;
  tenantId?: string;
}

/** In one environment. */
export type FindUser = (wanted: WantedUser) => Promise<StoredUser>;

/** A topic, for whom its messages would be, and in which tenant. */
export interface PreferencePlace {
  topicId: string;
  /** Empty for somebody without one. */
  userId: string;
  tenantId?: string;
}

/** What only a run's data name, so that it could not be loaded with its step: one statement each. */
export abstract class Lookups {
  abstract findTemplate(place: TemplatePlace, idOrAlias: string): Promise<TemplateLookup | undefined>;
  abstract findAutomation(environmentId: string, idOrAlias: string): Promise<AutomationLookup | undefined>;
  abstract findBrand(environmentId: string, id: string): Promise<StoredBrand | undefined>;
  abstract findUser(environmentId: string, wanted: WantedUser): Promise<StoredUser>;
  abstract findPreferences(environmentId: string, place: PreferencePlace): Promise<StoredPreferences>;
}
