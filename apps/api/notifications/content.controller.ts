import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import type { JsonObject } from '../../../language/json/json.ts';
import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { ContentAnswer, ContentMutationAnswer, ContentWrite, ElementWrite, LocaleWrite } from './content.schemas.ts';
import { ContentService } from './content.service.ts';
import { type ContentJson, replaceContent, replaceElement, replaceLocale } from './content-edits.ts';
import { TemplateQuery } from './notifications.schemas.ts';

/** The content of `/notifications`. */
@Controller('notifications/:id')
@ErrorAnswers()
export class ContentController {
  constructor(private readonly content: ContentService) {}

  @Get('content')
  @ApiResponse({ status: 200, standardSchema: ContentAnswer })
  retrieve(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Query({ schema: TemplateQuery }) { version }: z.infer<typeof TemplateQuery>,
  ) {
    return this.content.retrieve(caller, id, version);
  }

  @Put('content')
  @ApiResponse({ status: 200, standardSchema: ContentMutationAnswer })
  replace(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Body({ schema: ContentWrite }) { content, state }: z.infer<typeof ContentWrite>,
  ) {
    return this.content.change(caller, id, (present) => replaceContent(present, content as ContentJson), state);
  }

  @Put('elements/:elementId')
  @ApiResponse({ status: 200, standardSchema: ContentMutationAnswer })
  replaceElement(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Param('elementId') elementId: string,
    @Body({ schema: ElementWrite }) { state, data, ...fields }: z.infer<typeof ElementWrite>,
  ) {
    return this.content.change(
      caller,
      id,
      (present) => replaceElement(present, elementId, { ...data, ...fields }),
      state,
    );
  }

  @Put('locales/:localeId')
  @ApiResponse({ status: 200, standardSchema: ContentMutationAnswer })
  replaceLocale(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Param('localeId') localeId: string,
    @Body({ schema: LocaleWrite }) { elements, state }: z.infer<typeof LocaleWrite>,
  ) {
    const said = elements as ({ id: string } & JsonObject)[];
    return this.content.change(caller, id, (present) => replaceLocale(present, localeId, said), state);
  }
}
