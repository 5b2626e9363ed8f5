import type { JsonObject } from '../../../language/json/json.ts';
import { listExpression } from '../../../language/people/list-pattern.ts';
import type { Database } from '../database.ts';
import { type Page, placeOf } from '../page.ts';
import { writeToLists } from './write-to-lists.ts';

export interface ListRow {
  id: string;
  name: string;
  createdAt: Date;
  updatedAt: Date;
}

const COLUMNS = 'id, name, created_at AS "createdAt", updated_at AS "updatedAt"';

const PAGE = `
SELECT ${COLUMNS} FROM recipient_list
WHERE environment_id = $1 AND deleted_at IS NULL AND ($2::text IS NULL OR id ~ $2)
  AND ($3::timestamptz IS NULL OR (created_at, id) < ($3::timestamptz, $4::text))
ORDER BY created_at DESC, id DESC LIMIT $5`;

const SAVE = `
INSERT INTO recipient_list AS l (environment_id, id, name, preferences, created_at, updated_at) VALUES ($1, $2, $3, $4::jsonb, now(), now())
ON CONFLICT (environment_id, id) DO UPDATE
SET name = excluded.name, preferences = excluded.preferences, updated_at = excluded.updated_at, deleted_at = NULL`;

const REMOVE =
  'UPDATE recipient_list SET deleted_at = now() WHERE environment_id = $1 AND id = $2 AND deleted_at IS NULL';

const RESTORE = 'UPDATE recipient_list SET deleted_at = NULL, updated_at = now() WHERE environment_id = $1 AND id = $2';

/** Lists of users. Deleting keeps the row and its subscriptions; whoever writes to a deleted list brings it back. U-07 */
export class Lists {
  constructor(private readonly database: Database) {}

  /** Newest first; `pattern` is an id or a pattern of ids. */
  async page(environmentId: string, pattern: string | undefined, { limit, after }: Page): Promise<ListRow[]> {
    const expression = pattern === undefined ? null : listExpression(pattern);
    const values = [environmentId, expression, ...placeOf(after), limit];
    return this.database.query<ListRow>(PAGE, values);
  }

  async find(environmentId: string, id: string): Promise<ListRow | undefined> {
    const text = `SELECT ${COLUMNS} FROM recipient_list WHERE environment_id = $1 AND id = $2 AND deleted_at IS NULL`;
    const [row] = await this.database.query<ListRow>(text, [environmentId, id]);
    return row;
  }

  async save(environmentId: string, id: string, name: string, preferences?: JsonObject): Promise<void> {
    await this.#write(SAVE, [environmentId, id, name, preferences ? JSON.stringify(preferences) : null]);
  }

  /** False when there is no such list, or it is deleted already. */
  remove(environmentId: string, id: string): Promise<boolean> {
    return this.#write(REMOVE, [environmentId, id]);
  }

  /** False when there never was such a list; one that is not deleted is left as it is. */
  restore(environmentId: string, id: string): Promise<boolean> {
    return this.#write(RESTORE, [environmentId, id]);
  }

  /** Whether there was something to write to. */
  #write(text: string, values: [environmentId: string, id: string, ...rest: unknown[]]): Promise<boolean> {
    const [environmentId, id] = values;
    return writeToLists(this.database, environmentId, [id], async (client) => {
      const { rowCount } = await client.query(text, values);
      return rowCount === 1;
    });
  }
}
