/** A saved automation or a journey that is not archived, with what is published of it. */
export interface DefinitionRow<Body> {
  id: string;
  alias: string | null;
  enabled: boolean;
  draft: Body;
  creator: string;
  updater: string | null;
  createdAt: Date;
  updatedAt: Date | null;
  /** These three are null when it was never published. */
  publishedVersion: number | null;
  published: Body | null;
  publishedAt: Date | null;
}

/** What is written; where there is one already, an absent alias, `enabled` or token stays. */
export interface DefinitionChange<Body> {
  alias?: string | null;
  enabled?: boolean;
  draft: Body;
  keepsToken: boolean;
  by: string;
}

/** What is published without changing the draft. */
export interface Publication<Body> {
  by: string;
  /** Of an earlier version; absent: the draft as it is at that moment. */
  body?: Body;
}

/** One in a list. */
export interface ListedDefinition {
  id: string;
  name: string;
  createdAt: Date;
  updatedAt: Date | null;
}

/** A published version; nothing of it changes any more. */
export interface VersionRow<Body> {
  number: number;
  body: Body;
  createdAt: Date;
}

/** A version in the history of its definition. */
export interface ListedVersion {
  number: number;
  name: string;
  creator: string;
  createdAt: Date;
}
