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
  TemplatesQuery,
  TemplateWrite,
  VersionsAnswer,
  VersionsQuery,
} from './notifications.schemas.ts';
import { NotificationsService } from './notifications.service.ts';
import { VersionsService } from './versions.service.ts';

/** `/notifications` */
@Controller('notifications')
@ErrorAnswers()
export class NotificationsController {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly history: VersionsService,
  ) {}

  @Post()
  @ApiResponse({ status: 201, standardSchema: TemplateAnswer })
  create(@CallerOf() caller: Caller, @Body({ schema: TemplateWrite }) write: z.infer<typeof TemplateWrite>) {
    return this.notifications.create(caller, write);
  }

  @Get()
  @ApiResponse({ status: 200, standardSchema: TemplatesAnswer })
  list(@CallerOf() caller: Caller, @Query({ schema: TemplatesQuery }) query: z.infer<typeof TemplatesQuery>) {
    return this.notifications.list(caller, query);
  }

  @Get(':id')
  @ApiResponse({ status: 200, standardSchema: TemplateAnswer })
  retrieve(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Query({ schema: TemplateQuery }) { version }: z.infer<typeof TemplateQuery>,
  ) {
    return this.notifications.retrieve(caller, id, version);
  }

  @Put(':id')
  @ApiResponse({ status: 200, standardSchema: TemplateAnswer })
  replace(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Body({ schema: TemplateWrite }) write: z.infer<typeof TemplateWrite>,
  ) {
    return this.notifications.replace(caller, id, write);
  }

  @Delete(':id')
  @HttpCode(204)
  archive(@CallerOf() caller: Caller, @Param('id') id: string) {
    return this.notifications.archive(caller, id);
  }

  @Post(':id/publish')
  @HttpCode(204)
  publish(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Body({ schema: TemplatePublish }) publication: z.infer<typeof TemplatePublish>,
  ) {
    return this.notifications.publish(caller, id, publication?.version);
  }

  @Get(':id/versions')
  @ApiResponse({ status: 200, standardSchema: VersionsAnswer })
  versions(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Query({ schema: VersionsQuery }) query: z.infer<typeof VersionsQuery>,
  ) {
    return this.history.list(caller, id, query);
  }
}
