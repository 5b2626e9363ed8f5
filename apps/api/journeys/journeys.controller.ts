import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { DefinitionQuery, DefinitionsQuery, DefinitionVersionsQuery } from '../definitions/definitions.schemas.ts';
import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import {
  JourneyAnswer,
  JourneyPublish,
  JourneysAnswer,
  JourneyVersionsAnswer,
  JourneyWrite,
} from './journeys.schemas.ts';
import { JourneysService } from './journeys.service.ts';

/** `/journeys`, and each of them. §2.3 */
@Controller('journeys')
@ErrorAnswers()
export class JourneysController {
  constructor(private readonly journeys: JourneysService) {}

  @Post()
  @ApiResponse({ status: 201, standardSchema: JourneyAnswer })
  create(@CallerOf() caller: Caller, @Body({ schema: JourneyWrite }) write: z.infer<typeof JourneyWrite>) {
    return this.journeys.create(caller, write);
  }

  @Get()
  @ApiResponse({ status: 200, standardSchema: JourneysAnswer })
  list(@CallerOf() caller: Caller, @Query({ schema: DefinitionsQuery }) query: z.infer<typeof DefinitionsQuery>) {
    return this.journeys.list(caller, query);
  }

  @Get(':id')
  @ApiResponse({ status: 200, standardSchema: JourneyAnswer })
  retrieve(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Query({ schema: DefinitionQuery }) { version }: z.infer<typeof DefinitionQuery>,
  ) {
    return this.journeys.retrieve(caller, id, version);
  }

  @Put(':id')
  @ApiResponse({ status: 200, standardSchema: JourneyAnswer })
  replace(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Body({ schema: JourneyWrite }) write: z.infer<typeof JourneyWrite>,
  ) {
    return this.journeys.replace(caller, id, write);
  }

  @Delete(':id')
  @HttpCode(204)
  archive(@CallerOf() caller: Caller, @Param('id') id: string) {
    return this.journeys.archive(caller, id);
  }

  @Post(':id/publish')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: JourneyAnswer })
  publish(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Body({ schema: JourneyPublish }) publication: z.infer<typeof JourneyPublish>,
  ) {
    return this.journeys.publish(caller, id, publication?.version);
  }

  @Get(':id/versions')
  @ApiResponse({ status: 200, standardSchema: JourneyVersionsAnswer })
  versions(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Query({ schema: DefinitionVersionsQuery }) { cursor }: z.infer<typeof DefinitionVersionsQuery>,
  ) {
    return this.journeys.listVersions(caller, id, cursor);
  }
}
