import type { Choice, PreferenceStatus } from '../../language/people/preference.ts';

/** What is stored of preferences about the topics and users that a step knows of. */
export interface StoredPreferences {
  /** Every topic that was looked for; without a default where there is none of that id. */
  topics: { id: string; byDefault?: PreferenceStatus }[];
  /** By user id: what they chose of these topics, in the tenants around them and in none. */
  choices: Record<string, Choice[]>;
}
