import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { SectionAnswer, SectionsAnswer, SectionsQuery, SectionWrite } from './sections.schemas.ts';
import { SectionsService } from './sections.service.ts';

/** `/preferences/sections` */
@Controller('preferences/sections')
@ErrorAnswers()
export class SectionsController {
  constructor(private readonly sections: SectionsService) {}

  @Post()
  @ApiResponse({ status: 201, standardSchema: SectionAnswer })
  create(@CallerOf() caller: Caller, @Body({ schema: SectionWrite }) write: z.infer<typeof SectionWrite>) {
    return this.sections.create(caller, write);
  }

  @Get()
  @ApiResponse({ status: 200, standardSchema: SectionsAnswer })
  list(@CallerOf() caller: Caller, @Query({ schema: SectionsQuery }) { cursor }: z.infer<typeof SectionsQuery>) {
    return this.sections.list(caller, cursor);
  }

  @Get(':section_id')
  @ApiResponse({ status: 200, standardSchema: SectionAnswer })
  retrieve(@CallerOf() caller: Caller, @Param('section_id') id: string) {
    return this.sections.retrieve(caller, id);
  }

  @Put(':section_id')
  @ApiResponse({ status: 200, standardSchema: SectionAnswer })
  replace(
    @CallerOf() caller: Caller,
    @Param('section_id') id: string,
    @Body({ schema: SectionWrite }) write: z.infer<typeof SectionWrite>,
  ) {
    return this.sections.replace(caller, id, write);
  }

  @Delete(':section_id')
  @HttpCode(204)
  archive(@CallerOf() caller: Caller, @Param('section_id') id: string) {
    return this.sections.archive(caller, id);
  }
}
