import type { StoredPreferences } from '../../activities/ports/preferences.ts';
import type { Choice, PreferenceStatus } from '../../language/people/preference.ts';

/** A choice and whose it is. */
export interface UserChoice extends Choice {
  userId: string;
}

/** Topics and what users chose of them, in memory; looked up as the database's function does. */
export class MemoryPreferences {
  /** By their ids, their defaults. */
  readonly topics = new Map<string, PreferenceStatus>();
  readonly choices: UserChoice[] = [];

  /** What these users chose of these topics, in these tenants or in none. */
  about(topics: readonly string[], users: readonly string[], tenants: readonly string[]): StoredPreferences {
    const chosen = this.choices.filter(({ topicId, userId, tenantId }) => {
      return (
        topics.includes(topicId) && users.includes(userId) && (tenantId === undefined || tenants.includes(tenantId))
      );
    });
    const whose = [...new Set(chosen.map(({ userId }) => userId))];
    const saidBy = (user: string) => chosen.flatMap(({ userId, ...choice }) => (userId === user ? [choice] : []));
    return {
      topics: topics.map((id) => ({ id, ...withDefault(this.topics.get(id)) })),
      choices: Object.fromEntries(whose.map((user) => [user, saidBy(user)])),
    };
  }
}

function withDefault(byDefault: PreferenceStatus | undefined) {
  return byDefault && { byDefault };
}
