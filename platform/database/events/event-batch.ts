import type pg from 'pg';

import type { DefinitionName, EventOutcome, PeopleRow, ReceivedEvent } from '../../../activities/ports/events.ts';
import type { NewRun } from '../../../activities/ports/new-run.ts';
import type { Definition } from '../../../language/automation.ts';
import type { Journey } from '../../../language/journey.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import { insertRuns } from '../runs/insert-runs.ts';
import { type TenancyRow, tenancyOf } from '../tenants/tenancy-sql.ts';
import { DEFINITIONS, JOIN_TENANTS, MERGE_TRAITS, PEOPLE, TRIGGERED } from './matching-sql.ts';
import { FAIL, HOLD_LANES, SETTLE, TAKE } from './waiting-sql.ts';

/** What an environment's event is called where it may start something. */
export interface SourceName {
  environmentId: string;
  source: string;
}

/** A published version that waits for an event, by its number. */
export interface PublishedName extends DefinitionName {
  environmentId: string;
  version: number;
}

export interface TriggeredRow extends PublishedName, SourceName {
  enabled: boolean;
}

export type PublishedRow = PublishedName & { body: Journey & Definition };

export interface UserName {
  environmentId: string;
  userId: string;
}

/** Users and tenants of an environment, each once. */
export interface PeopleNames {
  environmentId: string;
  users: string[];
  tenants: string[];
}

export interface NamedTenant {
  environmentId: string;
  tenantId: string;
}

/** What came of an event so far, and where it goes on if that is not all: after the candidate of that key. */
interface SettledEvent {
  environmentId: string;
  id: string;
  outcomes: EventOutcome[];
  to?: string;
}

/** What the matching of events asks and tells the database, within one transaction: one statement each, however many events. */
export class EventBatch {
  constructor(private readonly client: pg.PoolClient) {}

  /**
   * The next events that are due, of no environment that is to wait; until the transaction ends nobody else is given any of their
   * users'. Undefined where nothing is due; none where somebody else was faster, and there may be more.
   */
  async take(waiting: readonly string[]): Promise<ReceivedEvent[] | undefined> {
    const { rows: lanes } = await this.client.query<{ id: number }>(HOLD_LANES, [waiting]);
    if (lanes.length === 0) return undefined;
    const { rows } = await this.client.query(TAKE, [lanes.map(({ id }) => id), waiting]);
    return rows.map(eventOf);
  }

  async triggered(names: readonly SourceName[]): Promise<TriggeredRow[]> {
    const values = [names.map(({ environmentId }) => environmentId), names.map(({ source }) => source)];
    return (await this.client.query<TriggeredRow>(TRIGGERED, values)).rows;
  }

  async published(names: readonly PublishedName[]): Promise<PublishedRow[]> {
    const columns = (['environmentId', 'kind', 'id', 'version'] as const).map((key) => names.map((name) => name[key]));
    return (await this.client.query<PublishedRow>(DEFINITIONS, columns)).rows;
  }

  /** Each environment once. */
  async people(names: readonly PeopleNames[]): Promise<PeopleRow[]> {
    const { rows } = await this.client.query<PeopleRow & { tenancy: TenancyRow }>(PEOPLE, [JSON.stringify(names)]);
    return rows.map(({ tenancy, ...row }) => ({ ...row, ...tenancyOf(tenancy) }));
  }

  /** Each user once. E-07 */
  async mergeTraits(merges: readonly (UserName & { traits: JsonObject })[]): Promise<void> {
    await this.client.query(MERGE_TRAITS, [JSON.stringify(merges)]);
  }

  /** Each tenant once, and each user once in it. E-08 */
  async joinTenants(
    tenants: readonly (NamedTenant & { name: string; traits: JsonObject })[],
    members: readonly (NamedTenant & UserName)[],
  ): Promise<void> {
    await this.client.query(JOIN_TENANTS, [JSON.stringify(tenants), JSON.stringify(members)]);
  }

  /** Gives the ids of those that were not accepted before. */
  async accept(runs: readonly NewRun[]): Promise<Set<string>> {
    return insertRuns(this.client, runs);
  }

  async settle(settled: readonly SettledEvent[]): Promise<void> {
    await this.client.query(SETTLE, [JSON.stringify(settled)]);
  }

  /** Tries the event again later, or parks it after the last time: which of both. */
  async fail({ environmentId, id }: ReceivedEvent, reason: string): Promise<'WAITING' | 'PARKED'> {
    const { rows } = await this.client.query(FAIL, [environmentId, id, reason]);
    return rows[0].status;
  }

  /** Does a part of the work, or none of it: then it rejects, and the transaction goes on. */
  async attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.client.query('SAVEPOINT part');
    try {
      const result = await work();
      await this.client.query('RELEASE SAVEPOINT part');
      return result;
    } catch (error) {
      await this.client.query('ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part');
      throw error;
    }
  }
}

type TakenRow = Omit<ReceivedEvent, 'webhook' | 'name' | 'userId' | 'begun'> &
  Record<'webhook' | 'name' | 'userId' | 'matchedTo', string | null> & { outcomes: EventOutcome[] };

function eventOf({ webhook, name, userId, matchedTo: to, outcomes, ...row }: TakenRow): ReceivedEvent {
  return {
    ...row,
    ...(webhook !== null && { webhook }),
    ...(name !== null && { name }),
    ...(userId && { userId }),
    ...(to !== null && { begun: { to, outcomes } }),
  };
}
