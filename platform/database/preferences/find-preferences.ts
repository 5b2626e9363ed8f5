import type { PreferencePlace } from '../../../activities/ports/lookups.ts';
import type { StoredPreferences } from '../../../activities/ports/preferences.ts';
import type { Connection } from '../connection.ts';
import { type PreferencesRow, preferencesOf } from './preferences-sql.ts';

const FIND = 'SELECT preferences_about($1, ARRAY[$2::text], ARRAY[$3::text], ARRAY[$4::text]) AS preferences';

/** What a user chose of a topic, in a tenant and in none, for a step that could not be loaded with it. */
export async function findPreferences(
  connection: Connection,
  environmentId: string,
  { topicId, userId, tenantId }: PreferencePlace,
): Promise<StoredPreferences> {
  const values = [environmentId, topicId, userId, tenantId ?? null];
  const { rows } = await connection.query<{ preferences: PreferencesRow | null }>(FIND, values);
  return preferencesOf(rows[0]?.preferences ?? null);
}
