import { Module } from '@nestjs/common';

import { NotificationsController } from './notifications.controller.ts';
import { NotificationsService } from './notifications.service.ts';
import { VersionsService } from './versions.service.ts';

@Module({ controllers: [NotificationsController], providers: [NotificationsService, VersionsService] })
export class NotificationsModule {}
