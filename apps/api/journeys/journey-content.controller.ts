import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import type { JsonObject } from '../../../language/json/json.ts';
import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { ContentAnswer, ContentMutationAnswer, ContentWrite, LocaleWrite } from '../notifications/content.schemas.ts';
import { ContentService } from '../notifications/content.service.ts';
import { type ContentJson, replaceContent, replaceLocale } from '../notifications/content-edits.ts';
import { TemplateQuery } from '../notifications/notifications.schemas.ts';
import { JourneyTemplatesService } from './journey-templates.service.ts';

/** The content of `/journeys/{id}/templates`. §2.6 */
@Controller('journeys/:id/templates/:notificationId')
@ErrorAnswers()
export class JourneyContentController {
  constructor(
    private readonly templates: JourneyTemplatesService,
    private readonly content: ContentService,
  ) {}

  @Get('content')
  @ApiResponse({ status: 200, standardSchema: ContentAnswer })
  async retrieve(
    @CallerOf() caller: Caller,
    @Param('id') journey: string,
    @Param('notificationId') id: string,
    @Query({ schema: TemplateQuery }) { version }: z.infer<typeof TemplateQuery>,
  ) {
    return this.content.retrieve(await this.templates.author(caller, journey), id, version);
  }

  @Put('content')
  @ApiResponse({ status: 200, standardSchema: ContentMutationAnswer })
  async replace(
    @CallerOf() caller: Caller,
    @Param('id') journey: string,
    @Param('notificationId') id: string,
    @Body({ schema: ContentWrite }) { content, state }: z.infer<typeof ContentWrite>,
  ) {
    const author = await this.templates.author(caller, journey);
    return this.content.change(author, id, (present) => replaceContent(present, content as ContentJson), state);
  }

  @Put('locales/:localeId')
  @ApiResponse({ status: 200, standardSchema: ContentMutationAnswer })
  async replaceLocale(
    @CallerOf() caller: Caller,
    @Param('id') journey: string,
    @Param('notificationId') id: string,
    @Param('localeId') localeId: string,
    @Body({ schema: LocaleWrite }) { elements, state }: z.infer<typeof LocaleWrite>,
  ) {
    const author = await this.templates.author(caller, journey);
    const said = elements as ({ id: string } & JsonObject)[];
    return this.content.change(author, id, (present) => replaceLocale(present, localeId, said), state);
  }
}
