import { breathing } from '../../../activities/events/breathing.ts';
import { type Published, publishedOf } from '../../../activities/events/published.ts';
import { keyOf } from '../../../language/key-of.ts';
import type { EventBatch, PublishedName, PublishedRow } from '../../../platform/database/events/event-batch.ts';

/** In characters of what was published: more of it is not kept in memory. */
const MOST_CHARACTERS = 32_000_000;

/** Published versions, which never change: those that are asked for the most stay in memory. */
export class PublishedDefinitions {
  readonly #kept = new Map<string, { published: Published; size: number }>();
  #size = 0;

  /** Each by its {@link publishedKey}; what is not in memory is read by one statement. */
  async find(batch: EventBatch, names: readonly PublishedName[]): Promise<Map<string, Published>> {
    const found = new Map<string, Published>();
    const missing = new Map<string, PublishedName>();
    for (const name of names) {
      const kept = this.#used(publishedKey(name));
      if (kept) found.set(publishedKey(name), kept);
      else missing.set(publishedKey(name), name);
    }
    const rows = missing.size > 0 ? await batch.published([...missing.values()]) : [];
    const breathe = breathing();
    for (const row of rows) {
      found.set(publishedKey(row), this.#keep(row));
      await breathe();
    }
    return found;
  }

  /** Whoever was asked for stands last. */
  #used(name: string): Published | undefined {
    const kept = this.#kept.get(name);
    if (!kept) return undefined;
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    return kept.published;
  }

  #keep(row: PublishedRow): Published {
    const published = publishedOf(row);
    const size = JSON.stringify(row.body).length;
    this.#kept.set(publishedKey(row), { published, size });
    this.#size += size;
    for (const [name, kept] of this.#kept) {
      if (this.#size <= MOST_CHARACTERS) break;
      this.#kept.delete(name);
      this.#size -= kept.size;
    }
    return published;
  }
}

/** A published version as it is kept by. */
export function publishedKey({ environmentId, kind, id, version }: PublishedName): string {
  return keyOf(environmentId, kind, id, version);
}
