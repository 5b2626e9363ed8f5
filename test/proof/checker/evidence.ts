import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Asked, Told } from './wire.ts';

/** One question to the API and what came of it, as its client saw it. Moments are milliseconds since the epoch. */
export interface Exchange {
  environment: string;
  askedAt: number;
  /** When the answer was read to its end, or the connection broke. */
  endedAt: number;
  method: string;
  /** With its query. */
  path: string;
  /** The `Idempotency-Key` that it was sent with. */
  key?: string;
  body?: Asked;
  /** Absent: no answer arrived. */
  status?: number;
  answer?: Told;
}

/** What a mail server did with one mail that it was handed. */
export interface Mail {
  /** The moment of the decision, before it was said. */
  at: number;
  /** Whose server it is. */
  environment: string;
  deduplicates: boolean;
  to: string;
  /** The delivery key, from its header. */
  key: string;
  subject: string;
  /** `repeated`: said yes to, but kept only once. */
  verdict: 'accepted' | 'repeated' | 'refused';
}

/** All that the checker knows. */
export interface Evidence {
  exchanges: Exchange[];
  mails: Mail[];
}

/** Names of the two logs in a round's folder, JSON lines each. */
export const LOGS = { exchanges: 'exchanges.jsonl', mails: 'mails.jsonl' };

/** Reads a folder's logs. A last line that was cut off by a crash is no evidence. */
export function readEvidence(folder: string): Evidence {
  return {
    exchanges: linesOf<Exchange>(join(folder, LOGS.exchanges)),
    mails: linesOf<Mail>(join(folder, LOGS.mails)),
  };
}

function linesOf<Line>(path: string): Line[] {
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Line);
}
