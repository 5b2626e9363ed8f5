import type pg from 'pg';

import type { Choice, PreferenceStatus } from '../../../language/people/preference.ts';
import type { Database } from '../database.ts';
import { HOLD } from '../tenants/tenant-sql.ts';
import { type ChoiceRow, choiceOf } from './preferences-sql.ts';

/** Whose choices, and where they count: in one tenant, or wherever the user is. */
export interface ChoicePlace {
  environmentId: string;
  userId: string;
  tenantId?: string;
}

/** A topic, and what a user chose of it: in the tenant that is asked about and in none. */
export interface ChosenTopic {
  id: string;
  name: string;
  defaultStatus: PreferenceStatus;
  sectionId: string;
  sectionName: string;
  choices: Choice[];
}

/** $1 environment, $2 user, $3 tenant or empty text. `ids`: those of the topics. */
const topics = (ids: string) => `
SELECT t.id, t.body ->> 'name' AS name, t.default_status AS "defaultStatus", s.id AS "sectionId", s.body ->> 'name' AS "sectionName",
  coalesce((SELECT jsonb_agg(jsonb_build_object(
      'topicId', p.topic_id, 'tenantId', p.tenant_id, 'status', p.status, 'routing', p.routing))
    FROM user_preference p
    WHERE p.environment_id = t.environment_id AND p.topic_id = t.id AND p.user_id = $2 AND p.tenant_id IN ('', $3)), '[]') AS choices
FROM (${ids}) AS wanted(id) JOIN subscription_topic t ON t.environment_id = $1 AND t.id = wanted.id
JOIN preference_section s ON s.environment_id = t.environment_id AND s.id = t.section_id
WHERE t.archived_at IS NULL ORDER BY t.created_at, t.id`;

/** $4 ids. */
const NAMED = topics('SELECT DISTINCT unnest($4::text[])');
const CHOSEN = topics(
  `SELECT DISTINCT topic_id FROM user_preference WHERE environment_id = $1 AND user_id = $2 AND tenant_id IN ('', $3)`,
);

/** In a statement of its own: the next one must see what the writer before chose. $1 environment, $2 user, $3 tenant or empty text. */
const TAKE_TURN = `
SELECT pg_advisory_xact_lock(hashtextextended(jsonb_build_array('preferences', $1::text, $2::text, $3::text)::text, 0))`;

/** $4 an array of choices. */
const SAVE = `
INSERT INTO user_preference (environment_id, user_id, tenant_id, topic_id, status, routing)
SELECT $1, $2, $3, "topicId", status, coalesce(routing, '{}')
FROM jsonb_to_recordset($4::jsonb) AS w("topicId" text, status text, routing text[])
ON CONFLICT (environment_id, user_id, topic_id, tenant_id) DO UPDATE
  SET status = excluded.status, routing = excluded.routing, updated_at = now()`;

/** What was chosen of archived topics stays: nobody sees it, so nobody can mean to take it back. */
const REPLACE = `
WITH dropped AS (
  DELETE FROM user_preference p USING subscription_topic t
  WHERE p.environment_id = $1 AND p.user_id = $2 AND p.tenant_id = $3
    AND t.environment_id = $1 AND t.id = p.topic_id AND t.archived_at IS NULL
    AND p.topic_id NOT IN (SELECT "topicId" FROM jsonb_to_recordset($4::jsonb) AS w("topicId" text))
  RETURNING p.topic_id
), saved AS (${SAVE})
SELECT topic_id AS id FROM dropped ORDER BY topic_id`;

const REMOVE =
  'DELETE FROM user_preference WHERE environment_id = $1 AND user_id = $2 AND tenant_id = $3 AND topic_id = $4';

/** What users chose of topics. U-06 */
export class UserPreferences {
  constructor(private readonly database: Database) {}

  /** Those of these ids that there are, or without ids those that the user chose something of, oldest first. */
  async topics(place: ChoicePlace, ids?: readonly string[]): Promise<ChosenTopic[]> {
    const [text, values] = ids ? [NAMED, [...valuesOf(place), ids]] : [CHOSEN, valuesOf(place)];
    const rows = await this.database.query<TopicRow>(text, values);
    return rows.map(({ choices, ...topic }) => ({ ...topic, choices: choices.map(choiceOf) }));
  }

  /** Each in place of what the user chose there before. False when there is no such tenant. */
  async save(place: ChoicePlace, choices: readonly Choice[]): Promise<boolean> {
    return (await this.#write(place, SAVE, JSON.stringify(choices))) !== undefined;
  }

  /** The same, and no others stay there; the topics of those that went. Undefined when there is no such tenant. */
  async replace(place: ChoicePlace, choices: readonly Choice[]): Promise<string[] | undefined> {
    const rows = await this.#write<{ id: string }>(place, REPLACE, JSON.stringify(choices));
    return rows?.map(({ id }) => id);
  }

  async remove(place: ChoicePlace, topicId: string): Promise<void> {
    await this.#write(place, REMOVE, topicId);
  }

  /**
   * Writers of one place take turns, so that what stays is what one of them wrote. Holds the tenant, so that nothing is left behind
   * of one that is removed meanwhile: the next of its id is another.
   */
  async #write<Row extends pg.QueryResultRow>(
    place: ChoicePlace,
    statement: string,
    written: string,
  ): Promise<Row[] | undefined> {
    const { environmentId, tenantId } = place;
    return this.database.transaction(async (client) => {
      await client.query(TAKE_TURN, valuesOf(place));
      const isThere = tenantId === undefined || (await client.query(HOLD, [environmentId, tenantId])).rowCount;
      if (!isThere) return undefined;
      return (await client.query<Row>(statement, [...valuesOf(place), written])).rows;
    });
  }
}

interface TopicRow extends Omit<ChosenTopic, 'choices'> {
  choices: ChoiceRow[];
}

function valuesOf({ environmentId, userId, tenantId = '' }: ChoicePlace): string[] {
  return [environmentId, userId, tenantId];
}
