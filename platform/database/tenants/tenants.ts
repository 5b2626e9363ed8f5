import type { JsonObject } from '../../../language/json/json.ts';
import { LONGEST_CHAIN } from '../../../language/people/tenant.ts';
import type { Database } from '../database.ts';
import { LOCK_ENVIRONMENT } from '../environment-lock.ts';
import type { Tenant } from '../generated/client.ts';
import { olderThan } from '../older-than.ts';
import type { Page } from '../page.ts';
import { DROP_PREFERENCE, LOCK, PARENT, REMOVE, SAVE, SET_PREFERENCE } from './tenant-sql.ts';

/** All that is written of a tenant. */
export interface TenantFields {
  name: string;
  brandId: string | null;
  parentId: string | null;
  properties: JsonObject | null;
  userProfile: JsonObject | null;
  defaultPreferences: readonly object[] | null;
}

/** Why a tenant cannot be a parent: there is none of that id, the child is above it, or the chain would be too long. */
export type ParentRefusal = 'unknown' | 'circular' | 'too deep';

/** Tenants: customer organisations, and how they stand above each other. U-04 */
export class Tenants {
  constructor(private readonly database: Database) {}

  async find(environmentId: string, id: string): Promise<Tenant | undefined> {
    const row = await this.database.prisma.tenant.findUnique({ where: { environmentId_id: { environmentId, id } } });
    return row ?? undefined;
  }

  /** Newest first; of one parent where it is named. */
  async page(environmentId: string, parentId: string | undefined, { limit, after }: Page): Promise<Tenant[]> {
    return this.database.prisma.tenant.findMany({
      where: { environmentId, parentId, ...olderThan(after) },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
  }

  /** Makes the tenant, or replaces all of it. Changes of parents follow one another, so that two of them make no circle. */
  async save(
    environmentId: string,
    id: string,
    fields: TenantFields,
  ): Promise<{ saved: Tenant } | { refused: ParentRefusal }> {
    const { parentId } = fields;
    return this.database.transaction(async (client) => {
      if (parentId !== null) {
        await client.query(LOCK_ENVIRONMENT, [environmentId]);
        const { rows } = await client.query<ParentRow>(PARENT, [environmentId, id, parentId]);
        const refused = refusalOf(rows[0] as ParentRow);
        if (refused) return { refused };
      }
      const { rows } = await client.query<Tenant>(SAVE, [environmentId, id, ...valuesOf(fields)]);
      return { saved: rows[0] as Tenant };
    });
  }

  /** Its memberships go with it, and its children have no parent any more. Does nothing when there is no such tenant. */
  async remove(environmentId: string, id: string): Promise<void> {
    await this.database.transaction(async (client) => {
      await client.query(LOCK_ENVIRONMENT, [environmentId]);
      await client.query(LOCK, [environmentId, id]);
      await client.query(REMOVE, [environmentId, id]);
    });
  }

  /** In place of the topic's earlier item. False when there is no such tenant. */
  async setPreference(environmentId: string, id: string, topic: string, item: object): Promise<boolean> {
    const values = [environmentId, id, topic, JSON.stringify(item)];
    return (await this.database.query(SET_PREFERENCE, values)).length > 0;
  }

  /** False when there is no such tenant. */
  async dropPreference(environmentId: string, id: string, topic: string): Promise<boolean> {
    return (await this.database.query(DROP_PREFERENCE, [environmentId, id, topic])).length > 0;
  }
}

interface ParentRow {
  is_circular: boolean;
  /** The tenants of the parent's chain, the parent included; 0 when there is none. */
  above: number;
  /** The tenants of the longest chain that ends in the child. */
  below: number;
}

function refusalOf({ is_circular, above, below }: ParentRow): ParentRefusal | undefined {
  if (is_circular) return 'circular';
  if (above === 0) return 'unknown';
  return above + below > LONGEST_CHAIN ? 'too deep' : undefined;
}

function valuesOf({ name, brandId, parentId, ...documents }: TenantFields): unknown[] {
  const { properties, userProfile, defaultPreferences } = documents;
  const texts = [properties, userProfile, defaultPreferences].map((value) => value && JSON.stringify(value));
  return [name, brandId, parentId, ...texts];
}
