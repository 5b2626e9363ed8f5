import { isJsonObject, type JsonObject } from '../json/json.ts';
import { RUN_ROOTS } from '../reference/run-roots.ts';
import { type DetectedType, detectedType } from './detected-type.ts';
import { eventFacts, factsKey } from './event-data.ts';
import type { InboundEvent } from './inbound-event.ts';

/** A path in an event, as conditions write it, with the type of what lay there. */
export interface SeenPath {
  path: string;
  detected: DetectedType;
}

/** Of one event; what is beyond is not offered. */
const MOST_PATHS = 100;
const LONGEST_PATH = 200;
const DEEPEST = 5;

/**
 * The paths of what an event tells, down to what is no object. Names that a path cannot hold are left out; what a webhook's event
 * calls as a run calls something else is named as a part of the run's data. §6
 */
export function eventShape(event: Pick<InboundEvent, 'type' | 'body'>): SeenPath[] {
  const found: SeenPath[] = [];
  visit(eventFacts(event), event.type === 'webhook' ? [] : [factsKey(event.type)], found);
  return found;
}

function visit(facts: JsonObject, above: readonly string[], found: SeenPath[]): void {
  for (const [key, value] of Object.entries(facts)) {
    if (found.length >= MOST_PATHS) return;
    const keys = above.length === 0 && RUN_ROOTS.includes(key) ? ['data', key] : [...above, key];
    const path = keys.join('.');
    if (/[.[\]{}]/.test(key) || key.trim() === '' || path.length > LONGEST_PATH) continue;
    const detected = detectedType(value);
    if (isJsonObject(value) && keys.length < DEEPEST) visit(value, keys, found);
    else if (detected) found.push({ path, detected });
  }
}
