import type { ReceivedEvent } from '../../../activities/ports/events.ts';
import { eventShape } from '../../../language/events/event-shape.ts';
import { keyOf } from '../../../language/key-of.ts';
import type { EventShapes, SeenShape } from '../../../platform/database/events/event-shapes.ts';

const DAY_MS = 86_400_000;

/** So many are remembered to have been written; of a longer name nothing is. */
const MOST_KNOWN = 20_000;
/** What else is new is written when it is seen again: names hold up no events. */
const MOST_AT_ONCE = 1_000;
const LONGEST_NAME = 200;

/** Writes down what is new in events, and once a day what is still seen: a statement a batch, and mostly none. */
export class ShapeWatch {
  /** When each was written last, in ms since the epoch, the oldest first. */
  readonly #known = new Map<string, number>();

  constructor(
    private readonly shapes: Pick<EventShapes, 'see'>,
    private readonly now: () => number = Date.now,
  ) {}

  async see(events: readonly ReceivedEvent[]): Promise<void> {
    const fresh = new Map<string, SeenShape>();
    for (const shape of events.flatMap(shapesOf)) {
      const key = keyOf(...Object.values(shape));
      if (this.now() - (this.#known.get(key) ?? 0) > DAY_MS) fresh.set(key, shape);
    }
    if (fresh.size === 0) return;
    const written = [...fresh].slice(0, MOST_AT_ONCE);
    await this.shapes.see(written.map(([, shape]) => shape));
    for (const [key] of written) this.#remember(key);
  }

  #remember(key: string): void {
    this.#known.delete(key);
    this.#known.set(key, this.now());
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_KNOWN && oldest !== undefined) this.#known.delete(oldest);
  }
}

function shapesOf(event: ReceivedEvent): SeenShape[] {
  const { environmentId, type, webhook = '', name = '' } = event;
  if (name.length > LONGEST_NAME) return [];
  const of = { environmentId, type, webhook, name };
  return [{ ...of, path: '', detected: '' }, ...eventShape(event).map((seen) => ({ ...of, ...seen }))];
}
