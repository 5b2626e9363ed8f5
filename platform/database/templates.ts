import type { JsonObject } from '../../language/json.ts';
import { AliasTaken } from './alias-taken.ts';
import type { Database } from './database.ts';
import type { Template } from './generated/client.ts';
import { olderThan } from './older-than.ts';
import type { Page } from './page.ts';

/** A template as it is made. */
export interface NewTemplate {
  id: string;
  environmentId: string;
  alias: string | null;
  draft: JsonObject;
  creator: string;
}

/** What saving a draft writes; an absent alias stays. */
export interface DraftChange {
  alias?: string | null;
  draft: JsonObject;
  updater: string;
}

/** Message templates and their drafts. */
export class Templates {
  constructor(private readonly database: Database) {}

  /** @throws AliasTaken */
  async insert(template: NewTemplate): Promise<Template> {
    return refusingTakenAlias(template.alias, () => this.database.prisma.template.create({ data: template }));
  }

  async find(environmentId: string, id: string): Promise<Template | undefined> {
    const row = await this.database.prisma.template.findFirst({ where: { environmentId, id } });
    return row ?? undefined;
  }

  /** Newest first, without the archived ones; `named` keeps the one with that id or alias. */
  async page(environmentId: string, named: string | undefined, { limit, after }: Page): Promise<Template[]> {
    const isNamed = named === undefined ? {} : { AND: { OR: [{ id: named }, { alias: named }] } };
    return this.database.prisma.template.findMany({
      where: { environmentId, archivedAt: null, ...isNamed, ...olderThan(after) },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
  }

  /** Undefined when there is no such template or it is archived. @throws AliasTaken */
  async saveDraft(environmentId: string, id: string, change: DraftChange): Promise<Template | undefined> {
    const [row] = await refusingTakenAlias(change.alias, () =>
      this.database.prisma.template.updateManyAndReturn({
        where: { environmentId, id, archivedAt: null },
        data: { ...change, updatedAt: new Date() },
      }),
    );
    return row;
  }

  /** Gives the alias back, so that another template may have it. Does nothing when it is archived already. */
  async archive(environmentId: string, id: string, updater: string): Promise<void> {
    const now = new Date();
    await this.database.prisma.template.updateMany({
      where: { environmentId, id, archivedAt: null },
      data: { archivedAt: now, updatedAt: now, updater, alias: null },
    });
  }
}

async function refusingTakenAlias<Result>(
  alias: string | null | undefined,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    // The alias is the only unique column a caller chooses.
    const isTaken = alias && (error as { code?: unknown }).code === 'P2002';
    throw isTaken ? new AliasTaken(alias) : error;
  }
}
