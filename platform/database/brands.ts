import { randomUUID } from 'node:crypto';

import type { JsonObject } from '../../language/json/json.ts';
import { REMOVE_BRAND } from './brand-sql.ts';
import type { Database } from './database.ts';
import type { Brand } from './generated/client.ts';
import { olderThan } from './older-than.ts';
import type { Page } from './page.ts';

/** All that is written of a brand. */
export interface BrandFields {
  name: string;
  /** `{settings?, snippets?}` */
  body: JsonObject;
}

/** The brands of an environment. Each change of one makes a version of it. */
export class Brands {
  constructor(private readonly database: Database) {}

  /** Undefined when there is a brand of that id. */
  async insert(environmentId: string, id: string, fields: BrandFields): Promise<Brand | undefined> {
    const [row] = await this.database.prisma.brand.createManyAndReturn({
      data: { environmentId, id, ...fields, version: randomUUID() },
      skipDuplicates: true,
    });
    return row;
  }

  async find(environmentId: string, id: string): Promise<Brand | undefined> {
    const row = await this.database.prisma.brand.findUnique({ where: { environmentId_id: { environmentId, id } } });
    return row ?? undefined;
  }

  /** Newest first. */
  async page(environmentId: string, { limit, after }: Page): Promise<Brand[]> {
    return this.database.prisma.brand.findMany({
      where: { environmentId, ...olderThan(after) },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
  }

  /** Undefined when there is no such brand. */
  async replace(environmentId: string, id: string, fields: BrandFields): Promise<Brand | undefined> {
    const [row] = await this.database.prisma.brand.updateManyAndReturn({
      where: { environmentId, id },
      data: { ...fields, version: randomUUID(), updatedAt: new Date() },
    });
    return row;
  }

  /** False when there is no such brand, or it is the default of its workspace. */
  async remove(environmentId: string, id: string): Promise<boolean> {
    return (await this.database.query(REMOVE_BRAND, [environmentId, id])).length > 0;
  }
}
