import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { packageRoot } from '../package-root.ts';
import type { Database } from './database.ts';

/** PostgreSQL's `undefined_table`: nothing was ever migrated. */
const NO_JOURNAL = '42P01';

const IS_APPLIED = `SELECT FROM _prisma_migrations WHERE migration_name = $1 AND finished_at IS NOT NULL AND rolled_back_at IS NULL`;

/** Whether the database has what this release expects of it, or more. */
export class AppliedMigrations {
  #areApplied = false;

  constructor(private readonly database: Pick<Database, 'query'>) {}

  /** Asks until it is so, and never again. Rejects when the database does not answer. */
  async areApplied(): Promise<boolean> {
    if (!this.#areApplied) this.#areApplied = await this.#ask(await newest());
    return this.#areApplied;
  }

  async #ask(name: string): Promise<boolean> {
    try {
      return (await this.database.query(IS_APPLIED, [name])).length > 0;
    } catch (error) {
      if ((error as { code?: unknown }).code === NO_JOURNAL) return false;
      throw error;
    }
  }
}

/** The last of this release: each is applied after all those before it. */
async function newest(): Promise<string> {
  const entries = await readdir(join(packageRoot(), 'prisma/migrations'), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.sort().at(-1) ?? '';
}
