import type { StoredBrand } from '../../../activities/ports/brands.ts';
import {
  type AutomationLookup,
  Lookups,
  type PreferencePlace,
  type StoredUser,
  type TemplateLookup,
  type TemplatePlace,
} from '../../../activities/ports/lookups.ts';
import type { StoredPreferences } from '../../../activities/ports/preferences.ts';

/** Looks in one place, wherever a run in memory takes itself to be. */
export class LookupsIn extends Lookups {
  constructor(
    readonly place: TemplatePlace,
    readonly lookups: Lookups,
  ) {
    super();
  }

  findTemplate(_place: TemplatePlace, idOrAlias: string): Promise<TemplateLookup | undefined> {
    return this.lookups.findTemplate(this.place, idOrAlias);
  }

  findAutomation(_environmentId: string, idOrAlias: string): Promise<AutomationLookup | undefined> {
    return this.lookups.findAutomation(this.place.environmentId, idOrAlias);
  }

  findBrand(_environmentId: string, id: string): Promise<StoredBrand | undefined> {
    return this.lookups.findBrand(this.place.environmentId, id);
  }

  findUser(_environmentId: string, wanted: { userId?: string; tenantId?: string }): Promise<StoredUser> {
    return this.lookups.findUser(this.place.environmentId, wanted);
  }

  findPreferences(_environmentId: string, place: PreferencePlace): Promise<StoredPreferences> {
    return this.lookups.findPreferences(this.place.environmentId, place);
  }
}
