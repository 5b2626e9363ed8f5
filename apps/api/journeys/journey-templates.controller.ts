import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import {
  TemplateAnswer,
  TemplatePublish,
  TemplateQuery,
  TemplatesAnswer,
  VersionsAnswer,
  VersionsQuery,
} from '../notifications/notifications.schemas.ts';
import { NotificationsService } from '../notifications/notifications.service.ts';
import { VersionsService } from '../notifications/versions.service.ts';
import { JourneyTemplateCreate, JourneyTemplateReplace, JourneyTemplatesQuery } from './journey-templates.schemas.ts';
import { JourneyTemplatesService } from './journey-templates.service.ts';

/** `/journeys/{id}/templates` §2.6 */
@Controller('journeys/:id/templates')
@ErrorAnswers()
export class JourneyTemplatesController {
  constructor(
    private readonly templates: JourneyTemplatesService,
    private readonly notifications: NotificationsService,
    private readonly history: VersionsService,
  ) {}

  @Post()
  @ApiResponse({ status: 201, standardSchema: TemplateAnswer })
  create(
    @CallerOf() caller: Caller,
    @Param('id') journey: string,
    @Body({ schema: JourneyTemplateCreate }) write: z.infer<typeof JourneyTemplateCreate>,
  ) {
    return this.templates.create(caller, journey, write);
  }

  @Get()
  @ApiResponse({ status: 200, standardSchema: TemplatesAnswer })
  async list(
    @CallerOf() caller: Caller,
    @Param('id') journey: string,
    @Query({ schema: JourneyTemplatesQuery }) query: z.infer<typeof JourneyTemplatesQuery>,
  ) {
    return this.notifications.list(await this.templates.author(caller, journey), query);
  }

  @Get(':notificationId')
  @ApiResponse({ status: 200, standardSchema: TemplateAnswer })
  async retrieve(
    @CallerOf() caller: Caller,
    @Param('id') journey: string,
    @Param('notificationId') id: string,
    @Query({ schema: TemplateQuery }) { version }: z.infer<typeof TemplateQuery>,
  ) {
    return this.notifications.retrieve(await this.templates.author(caller, journey), id, version);
  }

  @Put(':notificationId')
  @ApiResponse({ status: 200, standardSchema: TemplateAnswer })
  replace(
    @CallerOf() caller: Caller,
    @Param('id') journey: string,
    @Param('notificationId') id: string,
    @Body({ schema: JourneyTemplateReplace }) write: z.infer<typeof JourneyTemplateReplace>,
  ) {
    return this.templates.replace(caller, journey, id, write);
  }

  @Delete(':notificationId')
  @HttpCode(204)
  archive(@CallerOf() caller: Caller, @Param('id') journey: string, @Param('notificationId') id: string) {
    return this.templates.archive(caller, journey, id);
  }

  @Post(':notificationId/publish')
  @HttpCode(204)
  async publish(
    @CallerOf() caller: Caller,
    @Param('id') journey: string,
    @Param('notificationId') id: string,
    @Body({ schema: TemplatePublish }) publication: z.infer<typeof TemplatePublish>,
  ) {
    await this.notifications.publish(await this.templates.author(caller, journey), id, publication?.version);
  }

  @Get(':notificationId/versions')
  @ApiResponse({ status: 200, standardSchema: VersionsAnswer })
  async versions(
    @CallerOf() caller: Caller,
    @Param('id') journey: string,
    @Param('notificationId') id: string,
    @Query({ schema: VersionsQuery }) query: z.infer<typeof VersionsQuery>,
  ) {
    return this.history.list(await this.templates.author(caller, journey), id, query);
  }
}
