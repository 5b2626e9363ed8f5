import { isDatabaseAway } from '../../../activities/ports/database-away.ts';
import type { Database } from '../database.ts';
import { ACCEPT } from './accept-sql.ts';
import type { NewEvent } from './new-event.ts';

/** What one statement takes, whatever waits: events, and characters of their text. */
const MOST_EVENTS = 1_000;
const MOST_CHARACTERS = 8_000_000;

/** What one request brought: all of it is taken in, or nothing. */
interface Arrival {
  ids: string[];
  /** The rows, joined by commas. */
  text: string;
  resolve: (isNew: boolean[]) => void;
  reject: (error: unknown) => void;
}

/**
 * Writes down events before they are answered. Requests share statements: what arrives while one is under way goes with the
 * next. E-14
 */
export class EventIntake {
  #waiting: Arrival[] = [];
  #isWriting = false;

  constructor(private readonly database: Pick<Database, 'query'>) {}

  /** Resolves when all of them are committed: false for each that is a duplicate, and ignored. E-02 */
  async accept(events: readonly NewEvent[]): Promise<boolean[]> {
    if (events.length === 0) return [];
    const ids = events.map(({ id }) => id);
    const text = events.map((event) => JSON.stringify(event)).join(',');
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ids, text, resolve, reject });
      void this.#write();
    });
  }

  async #write(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    while (this.#waiting.length > 0) await this.#take(this.#next());
    this.#isWriting = false;
  }

  /** The first that wait, as many as one statement takes. */
  #next(): Arrival[] {
    let events = 0;
    let characters = 0;
    const beyond = this.#waiting.findIndex(({ ids, text }, place) => {
      events += ids.length;
      characters += text.length;
      return place > 0 && (events > MOST_EVENTS || characters > MOST_CHARACTERS);
    });
    return this.#waiting.splice(0, beyond < 0 ? this.#waiting.length : beyond);
  }

  /** One that cannot be stored is found by itself, and stands in nobody else's way. */
  async #take(arrivals: readonly Arrival[]): Promise<void> {
    try {
      const accepted = await this.#insert(arrivals);
      for (const { ids, resolve } of arrivals) resolve(ids.map((id) => accepted.has(id)));
    } catch (error) {
      if (arrivals.length > 1 && !isDatabaseAway(error)) for (const arrival of arrivals) await this.#take([arrival]);
      else for (const { reject } of arrivals) reject(error);
    }
  }

  async #insert(arrivals: readonly Arrival[]): Promise<Set<string>> {
    const rows = `[${arrivals.map(({ text }) => text).join(',')}]`;
    const accepted = await this.database.query<{ id: string }>(ACCEPT, [rows]);
    return new Set(accepted.map(({ id }) => id));
  }
}
