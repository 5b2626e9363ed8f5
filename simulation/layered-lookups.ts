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
import type { Turn } from './turn.ts';
import type { World } from './world.ts';

/** Something that only data name, and that is nowhere. */
interface Missing {
  kind: 'automation' | 'template';
  name: string;
}

/** What the rows hold, and beneath it what is looked up elsewhere: what the run has written by then is on top. */
export class LayeredLookups extends MemoryLookups {
  /** What was looked for in vain last, by the order of the step that did. */
  readonly missing = new Map<number, Missing>();
  readonly beneath: Lookups | undefined;
  /** Topics that the rows have with what all whom they have chose of them. */
  readonly #topics: ReadonlySet<string>;

  constructor(
    readonly world: Pick<World, 'rows' | 'lookups' | 'hasRead'>,
    /** The journey whose templates come first. */
    readonly journeyId?: string,
    readonly turn: Turn = { order: 0 },
  ) {
    super(world.rows);
    this.beneath = world.lookups;
    this.#topics = new Set(world.rows.preferences.topics.keys());
  }

  override async findTemplate(place: TemplatePlace, idOrAlias: string): Promise<TemplateLookup | undefined> {
    const { environmentId } = place;
    const whole = { environmentId, ...(this.journeyId !== undefined && { journeyId: this.journeyId }) };
    const known = await super.findTemplate(place, idOrAlias);
    if (known) return known;
    const found = await this.beneath?.findTemplate(whole, idOrAlias);
    // The pages of a list find it there, by its version.
    if (found) this.rows.templates.push(found);
    else this.missing.set(this.turn.order, { kind: 'template', name: idOrAlias });
    return found;
  }

  override async findAutomation(environmentId: string, idOrAlias: string): Promise<AutomationLookup | undefined> {
    const known = await super.findAutomation(environmentId, idOrAlias);
    const found = known ?? (await this.beneath?.findAutomation(environmentId, idOrAlias));
    // What was never published is no automation yet.
    if (!found?.definition) this.missing.set(this.turn.order, { kind: 'automation', name: idOrAlias });
    return found;
  }

  override async findBrand(environmentId: string, id: string): Promise<StoredBrand | undefined> {
    return (await super.findBrand(environmentId, id)) ?? this.beneath?.findBrand(environmentId, id);
  }

  override async findUser(environmentId: string, wanted: Parameters<Lookups['findUser']>[1]): Promise<StoredUser> {
    const known = await super.findUser(environmentId, wanted);
    if (!this.beneath || this.#haveRead(wanted.userId, wanted.tenantId)) return known;
    const found = await this.beneath.findUser(environmentId, wanted);
    return { ...found, profile: known.profile ?? found.profile };
  }

  /** No step of a run changes them. */
  override async findPreferences(environmentId: string, place: PreferencePlace): Promise<StoredPreferences> {
    const { topicId, userId, tenantId } = place;
    const isKnown = this.#topics.has(topicId) && this.#haveRead(userId, tenantId);
    const lookups = isKnown ? undefined : this.beneath;
    return lookups ? lookups.findPreferences(environmentId, place) : super.findPreferences(environmentId, place);
  }

  #haveRead(...names: (string | undefined)[]): boolean {
    return names.every((name) => !name || this.world.hasRead?.(name));
  }
}
