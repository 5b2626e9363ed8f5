import type { CompiledContent } from './content.ts';

/** Compiled content by the id of its template's version. Versions never change, so nothing in it grows stale. */
export class CompiledCache {
  readonly #contents = new Map<string, CompiledContent>();

  /** @param capacity How many are kept; the least recently used one goes first. */
  constructor(private readonly capacity = 500) {}

  /** The compiled content of a version; `compile` is called only when it is not at hand. */
  find(versionId: string, compile: () => CompiledContent): CompiledContent {
    const content = this.#contents.get(versionId) ?? compile();
    this.#contents.delete(versionId);
    this.#contents.set(versionId, content);
    const [oldest] = this.#contents.keys();
    if (this.#contents.size > this.capacity && oldest !== undefined) this.#contents.delete(oldest);
    return content;
  }
}
