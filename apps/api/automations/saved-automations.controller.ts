import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { DefinitionQuery, DefinitionsQuery, DefinitionVersionsQuery } from '../definitions/definitions.schemas.ts';
import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import {
  AutomationAnswer,
  AutomationPublish,
  AutomationsAnswer,
  AutomationVersionsAnswer,
  AutomationWrite,
} from './saved-automations.schemas.ts';
import { SavedAutomationsService } from './saved-automations.service.ts';

/** `/automations`, and each of them. R-23 */
@Controller('automations')
@ErrorAnswers()
export class SavedAutomationsController {
  constructor(private readonly saved: SavedAutomationsService) {}

  @Get()
  @ApiResponse({ status: 200, standardSchema: AutomationsAnswer })
  list(@CallerOf() caller: Caller, @Query({ schema: DefinitionsQuery }) query: z.infer<typeof DefinitionsQuery>) {
    return this.saved.list(caller, query);
  }

  @Get(':id')
  @ApiResponse({ status: 200, standardSchema: AutomationAnswer })
  retrieve(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Query({ schema: DefinitionQuery }) { version }: z.infer<typeof DefinitionQuery>,
  ) {
    return this.saved.retrieve(caller, id, version);
  }

  @Put(':id')
  @ApiResponse({ status: 200, standardSchema: AutomationAnswer })
  save(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Body({ schema: AutomationWrite }) write: z.infer<typeof AutomationWrite>,
  ) {
    return this.saved.save(caller, id, write);
  }

  @Delete(':id')
  @HttpCode(204)
  archive(@CallerOf() caller: Caller, @Param('id') id: string) {
    return this.saved.archive(caller, id);
  }

  @Post(':id/publish')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: AutomationAnswer })
  publish(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Body({ schema: AutomationPublish }) publication: z.infer<typeof AutomationPublish>,
  ) {
    return this.saved.publish(caller, id, publication?.version);
  }

  @Get(':id/versions')
  @ApiResponse({ status: 200, standardSchema: AutomationVersionsAnswer })
  versions(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Query({ schema: DefinitionVersionsQuery }) { cursor }: z.infer<typeof DefinitionVersionsQuery>,
  ) {
    return this.saved.listVersions(caller, id, cursor);
  }
}
