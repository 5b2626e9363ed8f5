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

/** Something that only data name, and that is nowhere. */
interface Missing {
  kind: 'automation' | 'template';
  name: string;
}

/** What the rows hold, and beneath it what is looked up elsewhere: what the run has written by then is on top. */
export class LayeredLookups extends MemoryLookups {
  /** What was looked for in vain last, by the order of the step that did. */
  readonly missing = new Map<number, Missing>();
  /** The step that is carried out. */
  #order = 0;

  constructor(
    rows: MemoryRows,
    readonly beneath: Lookups | undefined,
    /** The journey whose templates come first. */
    readonly journeyId?: string,
  ) {
    super(rows);
  }

  /** The step of this order is about to be carried out. */
  turnTo(order: number): void {
    this.#order = order;
  }

  override async findTemplate(place: TemplatePlace, idOrAlias: string): Promise<TemplateLookup | undefined> {
    const { environmentId } = place;
    const whole = { environmentId, ...(this.journeyId !== undefined && { journeyId: this.journeyId }) };
    const found = (await super.findTemplate(place, idOrAlias)) ?? (await this.beneath?.findTemplate(whole, idOrAlias));
    if (!found) this.missing.set(this.#order, { kind: 'template', name: idOrAlias });
    return found;
  }

  override async findAutomation(environmentId: string, idOrAlias: string): Promise<AutomationLookup | undefined> {
    const known = await super.findAutomation(environmentId, idOrAlias);
    const found = known ?? (await this.beneath?.findAutomation(environmentId, idOrAlias));
    // What was never published is no automation yet.
    if (!found?.definition) this.missing.set(this.#order, { kind: 'automation', name: idOrAlias });
    return found;
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
