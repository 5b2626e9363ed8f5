import type { Database } from './database.ts';
import type { Prisma, Workspace } from './generated/client.ts';

/** What of a workspace changes; absent fields stay. */
export interface WorkspaceChange {
  name?: string;
  defaultBrandId?: string | null;
  /** Written over the stored flags by name; null takes a flag away. */
  flags?: Record<string, string | number | boolean | null>;
}

/** Workspaces, reached through one of their environments. */
export class Workspaces {
  constructor(private readonly database: Database) {}

  async find(environmentId: string): Promise<Workspace | undefined> {
    const row = await this.database.prisma.workspace.findFirst({ where: ofEnvironment(environmentId) });
    return row ?? undefined;
  }

  async change(environmentId: string, { name, defaultBrandId, flags }: WorkspaceChange): Promise<void> {
    await this.database.prisma.$transaction(async (transaction) => {
      const where = ofEnvironment(environmentId);
      await transaction.workspace.updateMany({ where, data: { name, defaultBrandId } });
      if (flags) await changeFlags(transaction, environmentId, flags);
    });
  }
}

function ofEnvironment(id: string): Prisma.WorkspaceWhereInput {
  return { environments: { some: { id } } };
}

async function changeFlags(
  transaction: Prisma.TransactionClient,
  environmentId: string,
  flags: Record<string, unknown>,
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE workspace SET flags = jsonb_strip_nulls(flags || ${JSON.stringify(flags)}::jsonb)
    WHERE id = (SELECT workspace_id FROM environment WHERE id = ${environmentId})`;
}
