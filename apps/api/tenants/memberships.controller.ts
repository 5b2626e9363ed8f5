import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { UserId } from '../../../language/people/user-id.ts';
import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { MembershipsService } from './memberships.service.ts';
import { MembershipsAnswer, MembershipsQuery, MembershipsWrite, MembershipWrite, TenantId } from './tenants.schemas.ts';

/** `/users/{user_id}/tenants` */
@Controller('users/:user_id/tenants')
@ErrorAnswers()
export class MembershipsController {
  constructor(private readonly memberships: MembershipsService) {}

  @Get()
  @ApiResponse({ status: 200, standardSchema: MembershipsAnswer })
  list(
    @CallerOf() caller: Caller,
    @Param('user_id', { schema: UserId }) userId: string,
    @Query({ schema: MembershipsQuery }) query: z.infer<typeof MembershipsQuery>,
  ) {
    return this.memberships.ofUser(caller, userId, query);
  }

  @Put()
  @HttpCode(204)
  addAll(
    @CallerOf() caller: Caller,
    @Param('user_id', { schema: UserId }) userId: string,
    @Body({ schema: MembershipsWrite }) write: z.infer<typeof MembershipsWrite>,
  ) {
    return this.memberships.addAll(caller, userId, write);
  }

  @Put(':tenant_id')
  @HttpCode(204)
  add(
    @CallerOf() caller: Caller,
    @Param('user_id', { schema: UserId }) userId: string,
    @Param('tenant_id', { schema: TenantId }) tenantId: string,
    @Body({ schema: MembershipWrite }) write: z.infer<typeof MembershipWrite>,
  ) {
    return this.memberships.add(caller, userId, tenantId, write?.profile);
  }

  @Delete()
  @HttpCode(204)
  removeAll(@CallerOf() caller: Caller, @Param('user_id', { schema: UserId }) userId: string) {
    return this.memberships.removeAll(caller, userId);
  }

  @Delete(':tenant_id')
  @HttpCode(204)
  remove(
    @CallerOf() caller: Caller,
    @Param('user_id', { schema: UserId }) userId: string,
    @Param('tenant_id', { schema: TenantId }) tenantId: string,
  ) {
    return this.memberships.remove(caller, userId, tenantId);
  }
}
