import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { SectionsQuery, TopicAnswer, TopicsAnswer, TopicWrite } from './sections.schemas.ts';
import { TopicsService } from './topics.service.ts';

/** `/preferences/sections/{section_id}/topics` */
@Controller('preferences/sections/:section_id/topics')
@ErrorAnswers()
export class TopicsController {
  constructor(private readonly topics: TopicsService) {}

  @Post()
  @ApiResponse({ status: 201, standardSchema: TopicAnswer })
  create(
    @CallerOf() caller: Caller,
    @Param('section_id') section: string,
    @Body({ schema: TopicWrite }) write: z.infer<typeof TopicWrite>,
  ) {
    return this.topics.create(caller, section, write);
  }

  @Get()
  @ApiResponse({ status: 200, standardSchema: TopicsAnswer })
  list(
    @CallerOf() caller: Caller,
    @Param('section_id') section: string,
    @Query({ schema: SectionsQuery }) { cursor }: z.infer<typeof SectionsQuery>,
  ) {
    return this.topics.list(caller, section, cursor);
  }

  @Get(':topic_id')
  @ApiResponse({ status: 200, standardSchema: TopicAnswer })
  retrieve(@CallerOf() caller: Caller, @Param('section_id') section: string, @Param('topic_id') id: string) {
    return this.topics.retrieve(caller, section, id);
  }

  @Put(':topic_id')
  @ApiResponse({ status: 200, standardSchema: TopicAnswer })
  replace(
    @CallerOf() caller: Caller,
    @Param('section_id') section: string,
    @Param('topic_id') id: string,
    @Body({ schema: TopicWrite }) write: z.infer<typeof TopicWrite>,
  ) {
    return this.topics.replace(caller, section, id, write);
  }

  @Delete(':topic_id')
  @HttpCode(204)
  archive(@CallerOf() caller: Caller, @Param('section_id') section: string, @Param('topic_id') id: string) {
    return this.topics.archive(caller, section, id);
  }
}
