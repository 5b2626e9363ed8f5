import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import type { JsonObject } from '../../../language/json/json.ts';
import { InvalidInput } from '../../../language/problem.ts';
import { type MembershipRow, Memberships } from '../../../platform/database/tenants/memberships.ts';
import { Tenants } from '../../../platform/database/tenants/tenants.ts';
import { addressedPage } from '../http/addressed-page.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { paged } from '../http/paged.ts';
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
    const { page, cut } = paged({ ...query, filters: { tenantId } });
    const listed = await this.memberships.ofTenant(environmentId, tenantId, page);
    const { rows, next } = cut(listed, ({ createdAt: at, userId: id }) => ({ at, id }));
    return answerOf(rows, { path: `/tenants/${encodeURIComponent(tenantId)}/users`, query, next });
  }

  async ofUser({ environmentId }: Caller, userId: string, query: Query): Promise<Answer> {
    const { page, cut } = paged({ ...query, filters: { userId } });
    const listed = await this.memberships.ofUser(environmentId, userId, page);
    const { rows, next } = cut(listed, ({ createdAt: at, tenantId: id }) => ({ at, id }));
    return answerOf(rows, { path: `/users/${encodeURIComponent(userId)}/tenants`, query, next });
  }

  /** @throws ApiError where there is no such tenant. */
  async add({ environmentId }: Caller, userId: string, tenantId: string, profile?: JsonObject): Promise<void> {
    const unknown = await this.memberships.add(environmentId, userId, [{ tenantId, profile }]);
    found(unknown.length === 0, 'Tenant');
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

function answerOf(rows: MembershipRow[], place: { path: string; query: Query; next: string | undefined }): Answer {
  const items = rows.map(({ userId, tenantId, profile }) => {
    return { user_id: userId, tenant_id: tenantId, type: 'user' as const, ...(profile !== null && { profile }) };
  });
  return addressedPage(items, place);
}
