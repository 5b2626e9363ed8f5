import { Module } from '@nestjs/common';

import { PagesController } from './pages.controller.ts';
import { PagesService } from './pages.service.ts';
import { SectionsController } from './sections.controller.ts';
import { SectionsService } from './sections.service.ts';
import { TopicsController } from './topics.controller.ts';
import { TopicsService } from './topics.service.ts';
import { UserPreferencesController } from './user-preferences.controller.ts';
import { UserPreferencesService } from './user-preferences.service.ts';

@Module({
  controllers: [PagesController, SectionsController, TopicsController, UserPreferencesController],
  providers: [PagesService, SectionsService, TopicsService, UserPreferencesService],
})
export class PreferencesModule {}
