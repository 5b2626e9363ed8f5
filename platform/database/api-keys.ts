import type { Database } from './database.ts';

/** What a key may do, and where. */
export interface KeyGrant {
  id: string;
  environmentId: string;
  mock: boolean;
  /** Empty: everything. Otherwise `<first path segment>:read` and `:write` (W-21). */
  scopes: string[];
  expiresAt: Date | null;
}

/** API keys, known by their hash. */
export class ApiKeys {
  constructor(private readonly database: Database) {}

  /** The one query without an environment: the key is what names it (W-22). */
  async find(hash: string): Promise<KeyGrant | undefined> {
    const row = await this.database.prisma.apiKey.findUnique({
      where: { hash },
      select: { id: true, environmentId: true, mock: true, scopes: true, expiresAt: true },
    });
    return row ?? undefined;
  }
}
