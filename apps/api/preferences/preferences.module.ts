import { Module } from '@nestjs/common';

import { PreferencePagesController } from './preference-pages.controller.ts';
import { PreferencePagesService } from './preference-pages.service.ts';
import { SectionsController } from './sections.controller.ts';
import { SectionsService } from './sections.service.ts';
import { TopicsController } from './topics.controller.ts';
import { TopicsService } from './topics.service.ts';
import { UserPreferencesController } from './user-preferences.controller.ts';
import { UserPreferencesService } from './user-preferences.service.ts';

@Module({
  controllers: [PreferencePagesController, SectionsController, TopicsController, UserPreferencesController],
  providers: [PreferencePagesService, SectionsService, TopicsService, UserPreferencesService],
})
export class PreferencesModule {}
