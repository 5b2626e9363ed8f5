import { Controller, Get, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { EventNamesAnswer, EventNamesQuery, EventsAnswer, EventsQuery } from './events.schemas.ts';
import { EventsService } from './events.service.ts';

/** `/inbound/events` */
@Controller('inbound/events')
@ErrorAnswers()
export class EventsController {
  constructor(private readonly events: EventsService) {}

  @Get()
  @ApiResponse({ status: 200, standardSchema: EventsAnswer })
  list(@CallerOf() caller: Caller, @Query({ schema: EventsQuery }) query: z.infer<typeof EventsQuery>) {
    return this.events.list(caller, query);
  }

  @Get('names')
  @ApiResponse({ status: 200, standardSchema: EventNamesAnswer })
  listNames(@CallerOf() caller: Caller, @Query({ schema: EventNamesQuery }) query: z.infer<typeof EventNamesQuery>) {
    return this.events.listNames(caller, query);
  }
}
