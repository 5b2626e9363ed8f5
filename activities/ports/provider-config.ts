import type { JsonObject } from '../../language/json/json.ts';

/** A configured provider. */
export interface ProviderConfig {
  id: string;
  provider: string;
  channels: readonly string[];
  version: number;
  guarantee: 'at-least-once' | 'at-most-once';
  settings: JsonObject;
  /** The settings that may not be read from the database, sealed. */
  sealed?: string;
}
