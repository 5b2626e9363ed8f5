import type { JsonObject } from '../../../language/json/json.ts';

/** What is drafted, and frozen when it is published. */
export interface JourneyBody {
  name: string;
  /** As they were written, every one with its id. */
  nodes: JsonObject[];
  cancelation_token?: string;
}

/** A journey with what is published of it. */
export interface JourneyRow {
  id: string;
  alias: string | null;
  enabled: boolean;
  draft: JourneyBody;
  /** Of the draft: no other journey is given one of them. */
  nodeIds: string[];
  creator: string;
  updater: string | null;
  createdAt: Date;
  updatedAt: Date | null;
  archived: boolean;
  /** These three are null when it was never published. */
  publishedVersion: number | null;
  published: JourneyBody | null;
  publishedAt: Date | null;
}

/** What a POST or a PUT writes; where there is a journey, an absent alias, `enabled` or token stays. */
export interface JourneyChange {
  alias?: string | null;
  enabled?: boolean;
  draft: JourneyBody;
  /** Of the draft. */
  nodeIds: readonly string[];
  keepsToken: boolean;
  /** Publishes the draft with it, and those of the journey's templates. J-09, J-16 */
  publish: boolean;
  by: string;
}

/** A journey in a list. */
export interface ListedJourney {
  id: string;
  name: string;
  createdAt: Date;
  updatedAt: Date | null;
}
