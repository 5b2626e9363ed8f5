import type { JsonObject } from '../../../language/json/json.ts';
import type { Database } from '../database.ts';
import type { Template } from '../generated/client.ts';
import { olderThan } from '../older-than.ts';
import type { Page } from '../page.ts';
import { AliasTaken } from './alias-taken.ts';
import { onShelf, type Shelf } from './shelf.ts';
import { INSERT, PUBLISH, SAVE } from './template-sql.ts';

/** A template as it is made. */
export interface NewTemplate {
  id: string;
  alias: string | null;
  draft: JsonObject;
  creator: string;
  /** Publishes the draft with it, as version 1. */
  publish: boolean;
}

/** What saving a draft writes; an absent alias stays. */
export interface DraftChange {
  alias?: string | null;
  draft: JsonObject;
  updater: string;
  /** Publishes this very draft with it, as the next version. */
  publish: boolean;
  /** What it was made of: nothing is saved over another draft. */
  over?: JsonObject;
}

/** What is published without changing the draft. */
export interface Publication {
  creator: string;
  /** Of an earlier version; absent: the draft as it is at that moment. */
  body?: JsonObject;
}

/** Message templates and their drafts. Every write is one statement: whoever repeats it after an outage changes all or nothing. */
export class Templates {
  constructor(private readonly database: Database) {}

  /** @throws AliasTaken */
  async insert({ environmentId, journeyId }: Shelf, template: NewTemplate): Promise<Template> {
    const { id, alias, draft, creator, publish } = template;
    const values = [environmentId, id, creator, JSON.stringify(draft), alias, publish, journeyId ?? null];
    const [row] = await refusingTakenAlias(alias, () => this.database.query<Template>(INSERT, values));
    if (!row) throw new Error('an inserted template was not returned');
    return row;
  }

  async find(shelf: Shelf, id: string): Promise<Template | undefined> {
    const row = await this.database.prisma.template.findFirst({ where: { ...onShelf(shelf), id } });
    return row ?? undefined;
  }

  /** Those that a journey may send, by id or alias, the archived included: its own and, unless `isStrict`, the workspace's. J-08 */
  async sendable(shelf: Shelf, names: readonly string[], isStrict: boolean): Promise<Template[]> {
    const own = onShelf(shelf);
    const isOnShelf = { OR: isStrict ? [own] : [own, { environmentId: shelf.environmentId, journeyId: null }] };
    const isNamed = { OR: [{ id: { in: [...names] } }, { alias: { in: [...names] } }] };
    return this.database.prisma.template.findMany({
      where: { environmentId: shelf.environmentId, AND: [isOnShelf, isNamed] },
    });
  }

  /** Newest first, without the archived ones; `named` keeps the one with that id or alias. */
  async page(shelf: Shelf, named: string | undefined, { limit, after }: Page): Promise<Template[]> {
    const isNamed = named === undefined ? {} : { AND: { OR: [{ id: named }, { alias: named }] } };
    return this.database.prisma.template.findMany({
      where: { ...onShelf(shelf), archivedAt: null, ...isNamed, ...olderThan(after) },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
  }

  /** Undefined when there is no such template, it is archived, or it has another draft by now. @throws AliasTaken */
  async save({ environmentId, journeyId }: Shelf, id: string, change: DraftChange): Promise<Template | undefined> {
    const { alias, draft, updater, publish, over } = change;
    const place = [environmentId, id, updater];
    const written = [JSON.stringify(draft), alias ?? null, publish, journeyId ?? null, alias !== undefined];
    const values = [...place, ...written, over === undefined ? null : JSON.stringify(over)];
    const [row] = await refusingTakenAlias(alias, () => this.database.query<Template>(SAVE, values));
    return row;
  }

  /** False when there is no such template or it is archived. */
  async publish({ environmentId, journeyId }: Shelf, id: string, { creator, body }: Publication): Promise<boolean> {
    const values = [environmentId, id, creator, body === undefined ? null : JSON.stringify(body), journeyId ?? null];
    return (await this.database.query(PUBLISH, values)).length > 0;
  }

  /** Gives the alias back, so that another template may have it. Does nothing when it is archived already. */
  async archive(shelf: Shelf, id: string, updater: string): Promise<void> {
    const now = new Date();
    await this.database.prisma.template.updateMany({
      where: { ...onShelf(shelf), id, archivedAt: null },
      data: { archivedAt: now, updatedAt: now, updater, alias: null },
    });
  }
}

const ALIAS_INDEX = 'template_environment_id_alias_key';

async function refusingTakenAlias<Result>(
  alias: string | null | undefined,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const isTaken = alias && (error as { constraint?: unknown }).constraint === ALIAS_INDEX;
    throw isTaken ? new AliasTaken(alias, 'notification.alias') : error;
  }
}
