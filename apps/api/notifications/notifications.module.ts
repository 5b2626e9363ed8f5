import { Module } from '@nestjs/common';

import { ContentController } from './content.controller.ts';
import { ContentService } from './content.service.ts';
import { NotificationsController } from './notifications.controller.ts';
import { NotificationsService } from './notifications.service.ts';
import { VersionsService } from './versions.service.ts';

@Module({
  controllers: [NotificationsController, ContentController],
  providers: [NotificationsService, VersionsService, ContentService],
  exports: [NotificationsService, VersionsService, ContentService],
})
export class NotificationsModule {}
