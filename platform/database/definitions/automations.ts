import type { Definition } from '../../../language/automation.ts';
import type { DefinitionChange, DefinitionRow } from './definition-rows.ts';
import { COLUMNS, withPublished } from './definition-sql.ts';
import { Definitions } from './definitions.ts';

/** What is drafted, and frozen when it is published. */
export interface AutomationBody extends Pick<Definition, 'steps' | 'cancelation_token'> {
  name: string;
  sources?: string[];
}

/** $1 environment, $2 id, $3 who, $4 draft, $5 alias, $6 whether it is changed, $7 enabled, $8 whether the token stays. */
const SAVE = `
WITH written AS (
  INSERT INTO automation AS saved (environment_id, id, creator, draft, alias, enabled)
  VALUES ($1, $2, $3, $4::jsonb, $5, coalesce($7::boolean, true))
  ON CONFLICT (environment_id, id) DO UPDATE
    SET draft = excluded.draft || CASE WHEN $8::boolean
          THEN jsonb_strip_nulls(jsonb_build_object('cancelation_token', saved.draft -> 'cancelation_token')) ELSE '{}' END,
        alias = CASE WHEN $6::boolean THEN excluded.alias ELSE saved.alias END, enabled = coalesce($7::boolean, saved.enabled),
        updater = $3, updated_at = now()
    WHERE saved.archived_at IS NULL
  RETURNING *
)
SELECT ${COLUMNS} FROM ${withPublished('automation', 'written')}`;

/** Saved automations and their drafts, found by id or alias. R-23 */
export class Automations extends Definitions<AutomationBody> {
  override readonly kind = 'automation';

  /** Makes the automation or changes its draft; undefined when it is archived. @throws AliasTaken */
  async save(
    environmentId: string,
    id: string,
    change: DefinitionChange<AutomationBody>,
  ): Promise<DefinitionRow<AutomationBody> | undefined> {
    const { alias, enabled, draft, keepsToken, by } = change;
    const values = [by, JSON.stringify(draft), alias, alias !== undefined, enabled, keepsToken];
    return this.database.transaction(async (client) => {
      await this.claimNames(client, environmentId, { id, alias });
      const { rows } = await client.query<DefinitionRow<AutomationBody>>(SAVE, [environmentId, id, ...values]);
      return rows[0];
    });
  }
}
