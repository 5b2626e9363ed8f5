import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { PreferencePagesService } from './preference-pages.service.ts';
import { PageAnswer, PublishAnswer, PublishWrite } from './sections.schemas.ts';

/** `/preferences/publish` and `/preferences/pages` */
@Controller('preferences')
@ErrorAnswers()
export class PreferencePagesController {
  constructor(private readonly pages: PreferencePagesService) {}

  @Post('publish')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: PublishAnswer })
  publish(@CallerOf() caller: Caller, @Body({ schema: PublishWrite }) write: z.infer<typeof PublishWrite>) {
    return this.pages.publish(caller, write);
  }

  @Get('pages/:page_id')
  @ApiResponse({ status: 200, standardSchema: PageAnswer })
  retrieve(@CallerOf() caller: Caller, @Param('page_id') id: string) {
    return this.pages.retrieve(caller, id);
  }
}
