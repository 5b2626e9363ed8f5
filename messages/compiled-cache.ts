/** What was compiled, by the id of the version that it was made of. Versions never change, so nothing in it grows stale. */
export class CompiledCache<Compiled> {
  readonly #kept = new Map<string, Compiled>();

  /** @param capacity How many are kept; the least recently used one goes first. */
  constructor(private readonly capacity = 500) {}

  /** What a version was compiled to; `compile` is called only when it is not at hand. */
  find(versionId: string, compile: () => Compiled): Compiled {
    const compiled = this.#kept.get(versionId) ?? compile();
    this.#kept.delete(versionId);
    this.#kept.set(versionId, compiled);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.capacity && oldest !== undefined) this.#kept.delete(oldest);
    return compiled;
  }
}
