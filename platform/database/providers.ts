import type { RateLimit } from '../../activities/ports/pace.ts';
import type { JsonObject } from '../../language/json/json.ts';
import type { Database } from './database.ts';
import { Prisma, type Provider } from './generated/client.ts';
import { olderThan } from './older-than.ts';
import type { Page } from './page.ts';

/** What a request says of a provider, taken apart. */
export interface ProviderFields {
  title: string;
  alias: string | null;
  settings: JsonObject;
  /** Sealed. */
  secrets: string | null;
  guarantee: string;
  rateLimit: RateLimit | null;
}

/** A provider as it is made. */
export interface NewProvider extends ProviderFields {
  id: string;
  environmentId: string;
  provider: string;
  /** Those it delivers on. */
  channels: string[];
}

/** The configured providers of an environment. R-28 */
export class Providers {
  constructor(private readonly database: Database) {}

  async insert(provider: NewProvider): Promise<Provider> {
    return this.database.prisma.provider.create({ data: { ...provider, ...paceOf(provider) } });
  }

  async find(environmentId: string, id: string): Promise<Provider | undefined> {
    const row = await this.database.prisma.provider.findFirst({ where: { environmentId, id } });
    return row ?? undefined;
  }

  /** Newest first. */
  async page(environmentId: string, { limit, after }: Page): Promise<Provider[]> {
    return this.database.prisma.provider.findMany({
      where: { environmentId, ...olderThan(after) },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
  }

  /**
   * A new version: transports pooled for the earlier one are not used again, and nobody is sent behind those who were told
   * to come back under an earlier limit. Undefined when there is
   * no such provider.
   */
  async replace(environmentId: string, id: string, fields: ProviderFields): Promise<Provider | undefined> {
    const [row] = await this.database.prisma.provider.updateManyAndReturn({
      where: { environmentId, id },
      data: { ...fields, ...paceOf(fields), version: { increment: 1 }, updatedAt: new Date() },
    });
    return row;
  }

  /** False when there is no such provider. */
  async remove(environmentId: string, id: string): Promise<boolean> {
    const { count } = await this.database.prisma.provider.deleteMany({ where: { environmentId, id } });
    return count > 0;
  }
}

function paceOf({ rateLimit }: Pick<ProviderFields, 'rateLimit'>) {
  return { rateLimit: rateLimit ? { ...rateLimit } : Prisma.DbNull, nextTurn: null, nextListTurn: null };
}
