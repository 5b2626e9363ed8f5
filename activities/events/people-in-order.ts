import { eventFacts } from '../../language/events/event-data.ts';
import { type EventGroup, eventGroup, joinedTenant } from '../../language/events/event-group.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { keyOf } from '../../language/key-of.ts';
import type { Tenant } from '../../language/people/tenant.ts';
import type { PeopleRow, UsersEvent } from '../ports/events.ts';
import type { StoredUser } from '../ports/lookups.ts';
import type { Membership } from '../ports/tenancy.ts';

/**
 * People as each event of a batch finds them: as they were stored before it, with what the events before it said of them, and
 * itself. What an event says is written later, and is stored by the time one that is begun goes on. All by keys that begin with
 * the environment. E-06 to E-08
 */
export class PeopleInOrder {
  readonly #profiles = new Map<string, JsonObject>();
  readonly #tenants = new Map<string, Tenant>();
  /** Of a tenant, the ids of its parents and its own. */
  readonly #chains = new Map<string, string[]>();
  /** The only tenants of users. */
  readonly #inferred = new Map<string, Membership>();
  /** Users whose first tenant will be inferred. */
  readonly #unplaced = new Set<string>();

  constructor(rows: readonly PeopleRow[]) {
    for (const row of rows) this.#learn(row);
  }

  /** The user of the next event, to be asked for each in order; undefined for one whom nobody knows, but for a group's. */
  at(event: UsersEvent): StoredUser | undefined {
    if (!event.begun) this.#apply(event);
    const { environmentId, userId, type } = event;
    const profile = this.#profiles.get(keyOf(environmentId, userId));
    if (!profile && type !== 'group') return undefined;
    return { ...this.#tenancyOf(event), ...(profile && { profile }) };
  }

  #learn({ environmentId, profiles, unplaced, tenants, memberships }: PeopleRow): void {
    const key = (id: string) => keyOf(environmentId, id);
    for (const [userId, profile] of profiles) this.#profiles.set(key(userId), profile);
    for (const userId of unplaced) this.#unplaced.add(key(userId));
    for (const { id, chain } of tenants) {
      this.#chains.set(
        key(id),
        chain.map((tenant) => tenant.id),
      );
      for (const tenant of chain) this.#tenants.set(key(tenant.id), tenant);
    }
    for (const one of memberships) if (one.isInferred) this.#inferred.set(key(one.userId), one);
  }

  #apply(event: UsersEvent): void {
    const { environmentId, userId, type, body } = event;
    const key = keyOf(environmentId, userId);
    if (type === 'identify') this.#profiles.set(key, { ...this.#profiles.get(key), ...eventFacts(event) });
    const group = type === 'group' && eventGroup(body);
    if (group) this.#join(event, group);
  }

  #join({ environmentId, userId }: UsersEvent, group: EventGroup): void {
    const { tenantId } = group;
    const [user, tenant] = [keyOf(environmentId, userId), keyOf(environmentId, tenantId)];
    this.#tenants.set(tenant, joinedTenant(this.#tenants.get(tenant), group));
    if (!this.#chains.has(tenant)) this.#chains.set(tenant, [tenantId]);
    const only = this.#inferred.get(user);
    if (only && only.tenantId !== tenantId) this.#inferred.delete(user);
    if (this.#unplaced.delete(user)) this.#inferred.set(user, { userId, tenantId, profile: {}, isInferred: true });
  }

  /** No other tenant of the user is ever theirs by itself. U-05 */
  #tenancyOf({ environmentId, userId }: UsersEvent): Pick<StoredUser, 'tenants' | 'memberships'> {
    const only = this.#inferred.get(keyOf(environmentId, userId));
    if (!only) return { tenants: [], memberships: [] };
    const ids = this.#chains.get(keyOf(environmentId, only.tenantId)) ?? [];
    const chain = ids.map((id) => this.#tenants.get(keyOf(environmentId, id)) as Tenant);
    return { tenants: [{ id: only.tenantId, chain }], memberships: [only] };
  }
}
