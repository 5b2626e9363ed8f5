import type { JsonObject } from '../../language/json/json.ts';

/** Whom a message is for: contact points, and the id when it is a known user. */
export interface Recipient {
  userId?: string;
  profile: JsonObject;
}

/** A kind of delivery: where its address comes from. */
export interface Channel {
  /** What a recipient without one lacks, as errors name it. */
  address: string;
  /** Undefined when there is none, or none that could be written to. */
  addressOf(recipient: Recipient): string | undefined;
}
