import type { Database } from '../database.ts';
import { type Page, placeOf } from '../page.ts';

/** Where the holder of a token may bring events. */
export interface WebhookGrant {
  environmentId: string;
  name: string;
  /** Providers are not called for runs of its events (W-23). */
  mock: boolean;
}

/** A webhook as it is listed. */
export interface ListedWebhook {
  name: string;
  mock: boolean;
  createdAt: Date;
}

/** Without an environment: the token is what names it. */
const FIND = `SELECT environment_id AS "environmentId", name, mock FROM inbound_webhook WHERE token_hash = $1`;

const INSERT = `
INSERT INTO inbound_webhook (environment_id, name, mock, token_hash) VALUES ($1, $2, $3, $4)
ON CONFLICT (environment_id, name) DO NOTHING RETURNING name`;

const PAGE = `
SELECT name, mock, created_at AS "createdAt" FROM inbound_webhook
WHERE environment_id = $1 AND ($2::timestamptz IS NULL OR (created_at, name) < ($2::timestamptz, $3::text))
ORDER BY created_at DESC, name DESC LIMIT $4`;

const REMOVE = 'DELETE FROM inbound_webhook WHERE environment_id = $1 AND name = $2 RETURNING name';

/** Webhooks by which events come in, known by the hashes of their tokens. E-12, E-13 */
export class InboundWebhooks {
  constructor(private readonly database: Pick<Database, 'query'>) {}

  async find(tokenHash: string): Promise<WebhookGrant | undefined> {
    const [grant] = await this.database.query<WebhookGrant>(FIND, [tokenHash]);
    return grant;
  }

  /** False when the name is taken. */
  async insert({ environmentId, name, mock }: WebhookGrant, tokenHash: string): Promise<boolean> {
    return (await this.database.query(INSERT, [environmentId, name, mock, tokenHash])).length > 0;
  }

  /** Newest first. */
  async page(environmentId: string, { limit, after }: Page): Promise<ListedWebhook[]> {
    return this.database.query<ListedWebhook>(PAGE, [environmentId, ...placeOf(after), limit]);
  }

  /** False when there is none of that name. */
  async remove(environmentId: string, name: string): Promise<boolean> {
    return (await this.database.query(REMOVE, [environmentId, name])).length > 0;
  }
}
