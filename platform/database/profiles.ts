import type { StoredUser, WantedUser } from '../../activities/ports/lookups.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { Database } from './database.ts';
import { findUser } from './find-user.ts';

const MERGE = `
INSERT INTO profile AS stored (environment_id, user_id, profile, updated_at) VALUES ($1, $2, $3::jsonb, now())
ON CONFLICT (environment_id, user_id) DO UPDATE SET profile = stored.profile || excluded.profile, updated_at = now()`;

const LOCK = 'SELECT profile FROM profile WHERE environment_id = $1 AND user_id = $2 FOR UPDATE';

const WRITE = 'UPDATE profile SET profile = $3::jsonb, updated_at = now() WHERE environment_id = $1 AND user_id = $2';

/** Stored facts and contact points of users. U-01 */
export class Profiles {
  constructor(private readonly database: Database) {}

  async find(environmentId: string, userId: string): Promise<JsonObject | undefined> {
    const where = { environmentId_userId: { environmentId, userId } };
    const row = await this.database.prisma.profile.findUnique({ where });
    return row?.profile as JsonObject | undefined;
  }

  /** With what there is of tenants around the user: the named one, and the only one of the user. */
  async findInTenants(environmentId: string, wanted: WantedUser): Promise<StoredUser> {
    return findUser(this.database.pool, environmentId, wanted);
  }

  /** Writes the given top-level keys over the stored ones; in one statement, so that two merges both count. U-02 */
  async merge(environmentId: string, userId: string, profile: JsonObject): Promise<void> {
    await this.database.query(MERGE, [environmentId, userId, JSON.stringify(profile)]);
  }

  async replace(environmentId: string, userId: string, profile: JsonObject): Promise<void> {
    await this.database.prisma.profile.upsert({
      where: { environmentId_userId: { environmentId, userId } },
      create: { environmentId, userId, profile },
      update: { profile },
    });
  }

  /**
   * Writes the profile that `change` makes of the present one, if it makes any; nobody else writes meanwhile.
   * Gives what `change` gave, undefined when the user has no profile.
   */
  async change<Changed extends { profile?: JsonObject }>(
    environmentId: string,
    userId: string,
    change: (profile: JsonObject) => Changed,
  ): Promise<Changed | undefined> {
    return this.database.transaction(async (client) => {
      const { rows } = await client.query<{ profile: JsonObject }>(LOCK, [environmentId, userId]);
      if (!rows[0]) return undefined;
      const changed = change(rows[0].profile);
      if (changed.profile) await client.query(WRITE, [environmentId, userId, JSON.stringify(changed.profile)]);
      return changed;
    });
  }

  /** Does nothing when there is none. */
  async remove(environmentId: string, userId: string): Promise<void> {
    await this.database.prisma.profile.deleteMany({ where: { environmentId, userId } });
  }
}
