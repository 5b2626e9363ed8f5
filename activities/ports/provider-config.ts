import type { JsonObject } from '../../language/json/json.ts';
import type { RateLimit } from './pace.ts';

/** A configured provider. */
export interface ProviderConfig {
  id: string;
  provider: string;
  channels: readonly string[];
  version: number;
  guarantee: 'at-least-once' | 'at-most-once';
  settings: JsonObject;
  /** Absent: it is called as often as there is something to send. */
  rateLimit?: RateLimit;
  /** The settings that may not be read from the database, sealed. */
  sealed?: string;
}
