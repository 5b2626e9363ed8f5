import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { TopicId } from '../../../language/people/topic-id.ts';
import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { MembershipsService } from './memberships.service.ts';
import {
  MembershipsAnswer,
  MembershipsQuery,
  TenantAnswer,
  TenantId,
  TenantPreferenceWrite,
  TenantsAnswer,
  TenantsQuery,
  TenantWrite,
} from './tenants.schemas.ts';
import { TenantsService } from './tenants.service.ts';

/** `/tenants` */
@Controller('tenants')
@ErrorAnswers()
export class TenantsController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly memberships: MembershipsService,
  ) {}

  @Get()
  @ApiResponse({ status: 200, standardSchema: TenantsAnswer })
  list(@CallerOf() caller: Caller, @Query({ schema: TenantsQuery }) query: z.infer<typeof TenantsQuery>) {
    return this.tenants.list(caller, query);
  }

  @Get(':tenant_id')
  @ApiResponse({ status: 200, standardSchema: TenantAnswer })
  retrieve(@CallerOf() caller: Caller, @Param('tenant_id', { schema: TenantId }) id: string) {
    return this.tenants.retrieve(caller, id);
  }

  @Put(':tenant_id')
  @ApiResponse({ status: 200, standardSchema: TenantAnswer })
  save(
    @CallerOf() caller: Caller,
    @Param('tenant_id', { schema: TenantId }) id: string,
    @Body({ schema: TenantWrite }) write: z.infer<typeof TenantWrite>,
  ) {
    return this.tenants.save(caller, id, write);
  }

  @Delete(':tenant_id')
  @HttpCode(204)
  remove(@CallerOf() caller: Caller, @Param('tenant_id', { schema: TenantId }) id: string) {
    return this.tenants.remove(caller, id);
  }

  @Get(':tenant_id/users')
  @ApiResponse({ status: 200, standardSchema: MembershipsAnswer })
  users(
    @CallerOf() caller: Caller,
    @Param('tenant_id', { schema: TenantId }) id: string,
    @Query({ schema: MembershipsQuery }) query: z.infer<typeof MembershipsQuery>,
  ) {
    return this.memberships.ofTenant(caller, id, query);
  }

  @Put(':tenant_id/default_preferences/items/:topic_id')
  @HttpCode(204)
  setPreference(
    @CallerOf() caller: Caller,
    @Param('tenant_id', { schema: TenantId }) id: string,
    @Param('topic_id', { schema: TopicId }) topic: string,
    @Body({ schema: TenantPreferenceWrite }) write: z.infer<typeof TenantPreferenceWrite>,
  ) {
    return this.tenants.setPreference(caller, id, topic, write);
  }

  @Delete(':tenant_id/default_preferences/items/:topic_id')
  @HttpCode(204)
  dropPreference(
    @CallerOf() caller: Caller,
    @Param('tenant_id', { schema: TenantId }) id: string,
    @Param('topic_id', { schema: TopicId }) topic: string,
  ) {
    return this.tenants.dropPreference(caller, id, topic);
  }
}
