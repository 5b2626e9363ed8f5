import type { StoredBrand } from '../activities/ports/brands.ts';
import type {
  AutomationLookup,
  Lookups,
  PreferencePlace,
  StoredUser,
  TemplateLookup,
  TemplatePlace,
} from '../activities/ports/lookups.ts';
import type { StoredPreferences } from '../activities/ports/preferences.ts';
import { MemoryLookups } from '../platform/memory/memory-lookups.ts';
import type { MemoryRows } from '../platform/memory/memory-rows.ts';

/** What the rows hold, and beneath it what is looked up elsewhere: what the run has written by then is on top. */
export class LayeredLookups extends MemoryLookups {
  constructor(
    rows: MemoryRows,
    readonly beneath: Lookups | undefined,
    /** The journey whose templates come first. */
    readonly journeyId?: string,
  ) {
    super(rows);
  }

  override async findTemplate(place: TemplatePlace, idOrAlias: string): Promise<TemplateLookup | undefined> {
    const { environmentId } = place;
    const whole = { environmentId, ...(this.journeyId !== undefined && { journeyId: this.journeyId }) };
    return (await super.findTemplate(place, idOrAlias)) ?? this.beneath?.findTemplate(whole, idOrAlias);
  }

  override async findAutomation(environmentId: string, idOrAlias: string): Promise<AutomationLookup | undefined> {
    const known = await super.findAutomation(environmentId, idOrAlias);
    return known ?? this.beneath?.findAutomation(environmentId, idOrAlias);
  }

  override async findBrand(environmentId: string, id: string): Promise<StoredBrand | undefined> {
    return (await super.findBrand(environmentId, id)) ?? this.beneath?.findBrand(environmentId, id);
  }

  override async findUser(environmentId: string, wanted: Parameters<Lookups['findUser']>[1]): Promise<StoredUser> {
    const known = await super.findUser(environmentId, wanted);
    const found = await this.beneath?.findUser(environmentId, wanted);
    return found ? { ...found, profile: known.profile ?? found.profile } : known;
  }

  /** No step of a run changes them. */
  override async findPreferences(environmentId: string, place: PreferencePlace): Promise<StoredPreferences> {
    return this.beneath
      ? this.beneath.findPreferences(environmentId, place)
      : super.findPreferences(environmentId, place);
  }
}
