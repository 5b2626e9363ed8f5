import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import type { JsonObject } from '../../../language/json/json.ts';
import { InvalidInput } from '../../../language/problem.ts';
import { type MembershipRow, Memberships } from '../../../platform/database/tenants/memberships.ts';
import { Tenants } from '../../../platform/database/tenants/tenants.ts';
import { addressedPage } from '../http/addressed-page.ts';
import type { Caller } from '../http/caller.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { found } from '../http/found.ts';
import { pageOf } from '../http/page-of.ts';
import type { MembershipsAnswer, MembershipsQuery, MembershipsWrite } from './tenants.schemas.ts';

type Answer = z.infer<typeof MembershipsAnswer>;
type Query = z.infer<typeof MembershipsQuery>;

/** Who belongs to which tenant. A user is known by an id alone, so every user has a list of tenants. */
@Injectable()
export class MembershipsService {
  constructor(
    private readonly memberships: Memberships,
    private readonly tenants: Tenants,
  ) {}

  async ofTenant({ environmentId }: Caller, tenantId: string, query: Query): Promise<Answer> {
    found(await this.tenants.find(environmentId, tenantId), 'Tenant');
    const { page, answer } = paged(query, { tenantId }, `/tenants/${encodeURIComponent(tenantId)}/users`);
    return answer(await this.memberships.ofTenant(environmentId, tenantId, page), ({ user_id }) => user_id);
  }

  async ofUser({ environmentId }: Caller, userId: string, query: Query): Promise<Answer> {
    const { page, answer } = paged(query, { userId }, `/users/${encodeURIComponent(userId)}/tenants`);
    return answer(await this.memberships.ofUser(environmentId, userId, page), ({ tenant_id }) => tenant_id);
  }

  /** @throws ApiError where there is no such tenant. */
  async add({ environmentId }: Caller, userId: string, tenantId: string, profile?: JsonObject): Promise<void> {
    const unknown = await this.memberships.add(environmentId, userId, [{ tenantId, profile }]);
    found(unknown.length === 0 || undefined, 'Tenant');
  }

  /** All or none; of a tenant that is named twice the last counts. @throws InvalidInput naming the tenants that do not exist. */
  async addAll(
    { environmentId }: Caller,
    userId: string,
    { tenants }: z.infer<typeof MembershipsWrite>,
  ): Promise<void> {
    const wanted = new Map(tenants.map(({ tenant_id: tenantId, profile }) => [tenantId, { tenantId, profile }]));
    const unknown = new Set(await this.memberships.add(environmentId, userId, [...wanted.values()]));
    if (unknown.size === 0) return;
    const problems = tenants.flatMap(({ tenant_id: id }, index) =>
      unknown.has(id) ? [{ path: `tenants.${index}.tenant_id`, message: 'there is no such tenant' }] : [],
    );
    throw new InvalidInput(problems);
  }

  async remove({ environmentId }: Caller, userId: string, tenantId: string): Promise<void> {
    await this.memberships.remove(environmentId, userId, tenantId);
  }

  async removeAll({ environmentId }: Caller, userId: string): Promise<void> {
    await this.memberships.remove(environmentId, userId);
  }
}

/** What is asked of the rows, and how they are answered. A cursor belongs to the list of its tenant or user. */
function paged(query: Query, owner: object, path: string) {
  const { cursor, limit } = query;
  const answer = (asked: MembershipRow[], idOf: (row: MembershipRow) => string): Answer => {
    const { rows, last } = pageOf(asked, limit);
    const next = last && writeCursor({ at: last.created_at.getTime(), id: idOf(last) }, owner);
    return addressedPage(rows.map(answerOf), { path, query, next });
  };
  return { page: { limit: limit + 1, after: readCursor(cursor, owner) }, answer };
}

function answerOf({ user_id, tenant_id, profile }: MembershipRow): Answer['items'][number] {
  return { user_id, tenant_id, type: 'user', ...(profile !== null && { profile }) };
}
