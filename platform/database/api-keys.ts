import type { EnvironmentKind } from '../new-api-key.ts';
import type { Database } from './database.ts';
import type { ApiKey, Environment } from './generated/client.ts';
import { olderThan } from './older-than.ts';
import type { Page } from './page.ts';

/** What a key may do, and where. */
export interface KeyGrant {
  id: string;
  environmentId: string;
  mock: boolean;
  /** Empty: everything. W-21 */
  scopes: readonly string[];
  expiresAt: Date | null;
}

/** A key as it is made; its text is known to its holder only. */
export interface NewKey extends Omit<KeyGrant, 'scopes'> {
  name: string;
  hash: string;
  scopes: string[];
}

/** The one statement without an environment: the key is what names it (W-22). */
const USE = `
UPDATE api_key SET last_used_at = now()
WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
RETURNING id, environment_id AS "environmentId", mock, scopes, expires_at AS "expiresAt"`;

/** API keys, known by their hash. */
export class ApiKeys {
  constructor(private readonly database: Database) {}

  /** Notes that it was used. Undefined for a key that is unknown, expired or revoked. */
  async use(hash: string): Promise<KeyGrant | undefined> {
    const [grant] = await this.database.query<KeyGrant & { [column: string]: unknown }>(USE, [hash]);
    return grant;
  }

  async insert(key: NewKey): Promise<ApiKey> {
    return this.database.prisma.apiKey.create({ data: key });
  }

  /** Those that were not revoked, newest first. */
  async page(environmentId: string, { limit, after }: Page): Promise<ApiKey[]> {
    return this.database.prisma.apiKey.findMany({
      where: { environmentId, revokedAt: null, ...olderThan(after) },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
  }

  /** False when there is no such key, or it was revoked before. */
  async revoke(environmentId: string, id: string): Promise<boolean> {
    const where = { environmentId, id, revokedAt: null };
    const { count } = await this.database.prisma.apiKey.updateMany({ where, data: { revokedAt: new Date() } });
    return count > 0;
  }

  /** The environments of the workspace that this one belongs to. */
  async environments(environmentId: string): Promise<(Environment & { kind: EnvironmentKind })[]> {
    const where = { workspace: { environments: { some: { id: environmentId } } } };
    return (await this.database.prisma.environment.findMany({ where })) as (Environment & { kind: EnvironmentKind })[];
  }
}
