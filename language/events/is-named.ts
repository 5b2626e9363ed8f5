import type { EventType } from './inbound-event.ts';

/** Events of users and groups have no name, and traits where others have properties. E-03, E-04 */
export function isNamed(type: EventType): boolean {
  return type !== 'identify' && type !== 'group';
}
