import type { ReceivedEvent } from '../../../activities/ports/events.ts';
import type { StoredUser } from '../../../activities/ports/lookups.ts';
import type { Tenancy } from '../../../activities/ports/tenancy.ts';
import { eventFacts } from '../../../language/events/event-data.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import { keyOf } from '../../../language/key-of.ts';
import type { UsersRow } from '../../../platform/database/events/event-batch.ts';

import type { FormerUser } from './write-people.ts';

const NO_TENANCY: Tenancy = { tenants: [], memberships: [] };

/**
 * Users as each event of a batch finds them. All traits of the batch are written at once, but an event sees those of the events
 * before it only, and its own. Tenants are as they are after the batch.
 */
export class UsersInOrder {
  readonly #profiles = new Map<string, JsonObject>();
  readonly #tenancies = new Map<string, Tenancy>();

  constructor(rows: readonly UsersRow[], former: readonly FormerUser[]) {
    for (const { environmentId, profiles, tenants, memberships } of rows) {
      this.#tenancies.set(environmentId, { tenants, memberships });
      for (const [userId, profile] of profiles) this.#profiles.set(keyOf(environmentId, userId), profile);
    }
    for (const { environmentId, userId, profile } of former) {
      const key = keyOf(environmentId, userId);
      if (profile) this.#profiles.set(key, profile);
      else this.#profiles.delete(key);
    }
  }

  /** The user of the next event, to be asked for each in order; undefined for one whom nobody knows. E-06 to E-08 */
  at(event: ReceivedEvent & { userId: string }): StoredUser | undefined {
    const { environmentId, userId, type } = event;
    const key = keyOf(environmentId, userId);
    if (type === 'identify') this.#profiles.set(key, { ...this.#profiles.get(key), ...eventFacts(event) });
    const profile = this.#profiles.get(key);
    if (!profile && type !== 'group') return undefined;
    return { ...(this.#tenancies.get(environmentId) ?? NO_TENANCY), ...(profile && { profile }) };
  }
}
