import type { StoredBrand } from '../../activities/ports/brands.ts';
import {
  type AutomationLookup,
  Lookups,
  type PreferencePlace,
  type StoredUser,
  type TemplateLookup,
  type TemplatePlace,
  type WantedUser,
} from '../../activities/ports/lookups.ts';
import type { StoredPreferences } from '../../activities/ports/preferences.ts';
import type { MemoryRows } from './memory-rows.ts';

/** What only a run's data name, in memory. */
export class MemoryLookups extends Lookups {
  constructor(readonly rows: MemoryRows) {
    super();
  }

  async findTemplate(_place: TemplatePlace, idOrAlias: string): Promise<TemplateLookup | undefined> {
    const { templates } = this.rows;
    return templates.find(({ id }) => id === idOrAlias) ?? templates.find(({ alias }) => alias === idOrAlias);
  }

  async findAutomation(_environmentId: string, idOrAlias: string): Promise<AutomationLookup | undefined> {
    return this.rows.automations.find(({ id, alias }) => id === idOrAlias || alias === idOrAlias);
  }

  async findBrand(_environmentId: string, id: string): Promise<StoredBrand | undefined> {
    return this.rows.brands.find((brand) => brand.id === id);
  }

  async findUser(_environmentId: string, wanted: WantedUser): Promise<StoredUser> {
    const { userId = '', tenantId = '' } = wanted;
    return { ...this.rows.tenants.around([userId], [tenantId]), profile: this.rows.profiles.get(userId) };
  }

  async findPreferences(_environmentId: string, place: PreferencePlace): Promise<StoredPreferences> {
    const { topicId, userId, tenantId = '' } = place;
    return this.rows.preferences.about([topicId], [userId], [tenantId]);
  }
}
