import { Module } from '@nestjs/common';

import { MembershipsController } from './memberships.controller.ts';
import { MembershipsService } from './memberships.service.ts';
import { TenantsController } from './tenants.controller.ts';
import { TenantsService } from './tenants.service.ts';

@Module({
  controllers: [TenantsController, MembershipsController],
  providers: [TenantsService, MembershipsService],
})
export class TenantsModule {}
