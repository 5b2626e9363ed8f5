import type { StoredPreferences } from '../../../activities/ports/preferences.ts';
import type { Choice, PreferenceStatus } from '../../../language/people/preference.ts';

/** SQL expressions: an environment's id, arrays of ids (those of topics may hold NULL), and what `tenancyAround` gives. */
interface About {
  environment: string;
  topics: string;
  users: string;
  tenancy: string;
}

/** The call of the database's function that finds what these users chose of these topics, in these tenants or in none (U-06). */
export function preferencesAbout({ environment, topics, users, tenancy }: About): string {
  const tenants = `ARRAY(SELECT jsonb_path_query(${tenancy}, '$.tenants[*].id') #>> '{}')`;
  return `preferences_about(${environment}, ${topics}, ${users}, ${tenants})`;
}

/** What {@link preferencesAbout} gives. */
export interface PreferencesRow {
  topics: { id: string; byDefault: PreferenceStatus | null }[];
  choices: Record<string, ChoiceRow[]> | null;
}

/** A choice as the database gives it. */
export type ChoiceRow = Required<Choice>;

/** The row as the activities know it; null where no topic was asked about. */
export function preferencesOf(row: PreferencesRow | null): StoredPreferences {
  const choices = Object.entries(row?.choices ?? {}).map(([userId, said]) => [userId, said.map(choiceOf)] as const);
  return {
    topics: (row?.topics ?? []).map(({ id, byDefault }) => ({ id, ...(byDefault && { byDefault }) })),
    choices: Object.fromEntries(choices) as StoredPreferences['choices'],
  };
}

/** Empty text stands for no tenant, and no channels for those of the message. */
export function choiceOf({ topicId, tenantId, status, routing }: ChoiceRow): Choice {
  return { topicId, status, ...(tenantId !== '' && { tenantId }), ...(routing.length > 0 && { routing }) };
}
