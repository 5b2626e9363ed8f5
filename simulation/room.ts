import type { Json } from '../language/json/json.ts';
import { roomLeft } from '../language/json/room-left.ts';

/** How much may be put somewhere, in characters of JSON. An object that is put there again takes none: it is the same one. */
export class Room {
  readonly #known = new WeakSet<object>();
  #left: number;

  constructor(most: number) {
    this.#left = most;
  }

  /** More was put there than fits. */
  get isOver(): boolean {
    return this.#left < 0;
  }

  /** Once nothing fits any more, nothing is looked at. */
  put(...values: unknown[]): void {
    for (const value of values) {
      if (value === undefined || this.isOver) continue;
      if (typeof value === 'object' && value !== null) {
        if (this.#known.has(value)) continue;
        this.#known.add(value);
      }
      this.#left = roomLeft(value as Json, this.#left);
    }
  }
}
