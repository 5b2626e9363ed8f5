import { Module } from '@nestjs/common';

import { ListsController } from './lists.controller.ts';
import { ListsService } from './lists.service.ts';
import { ProfileListsController } from './profile-lists.controller.ts';
import { ProfileListsService } from './profile-lists.service.ts';
import { SubscriptionsController } from './subscriptions.controller.ts';
import { SubscriptionsService } from './subscriptions.service.ts';

@Module({
  controllers: [ListsController, SubscriptionsController, ProfileListsController],
  providers: [ListsService, SubscriptionsService, ProfileListsService],
})
export class ListsModule {}
