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
import { type BrandRow, brandOf, FIND_BRAND } from './brand-sql.ts';
import type { Connection } from './connection.ts';
import { findInvocable } from './definitions/find-invocable.ts';
import { findUser } from './find-user.ts';
import { findPreferences } from './preferences/find-preferences.ts';
import { FIND_TEMPLATE, type TemplateRow, templateOf } from './template-rows.ts';

/** What only a run's data name, on PostgreSQL. */
export class DatabaseLookups extends Lookups {
  constructor(readonly connection: Connection) {
    super();
  }

  async findTemplate(place: TemplatePlace, idOrAlias: string): Promise<TemplateLookup | undefined> {
    const values = [place.environmentId, idOrAlias, place.journeyId ?? null];
    const { rows } = await this.connection.query<{ template: TemplateRow }>(FIND_TEMPLATE, values);
    return rows[0] && templateOf(rows[0].template);
  }

  findAutomation(environmentId: string, idOrAlias: string): Promise<AutomationLookup | undefined> {
    return findInvocable(this.connection, 'automation', environmentId, idOrAlias);
  }

  async findBrand(environmentId: string, id: string): Promise<StoredBrand | undefined> {
    const { rows } = await this.connection.query<{ brand: BrandRow }>(FIND_BRAND, [environmentId, id]);
    return rows[0] && brandOf(rows[0].brand);
  }

  findUser(environmentId: string, wanted: WantedUser): Promise<StoredUser> {
    return findUser(this.connection, environmentId, wanted);
  }

  findPreferences(environmentId: string, place: PreferencePlace): Promise<StoredPreferences> {
    return findPreferences(this.connection, environmentId, place);
  }
}
