import { Controller, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';

import { type Caller, CallerOf } from '../http/caller.ts';
import { InvocationService } from './invocation.service.ts';

/** `/journeys`, only as far as an automation may be mistaken for one. J-26 */
@Controller('journeys')
@ApiExcludeController()
export class JourneysController {
  constructor(private readonly invocation: InvocationService) {}

  @Post(':id/invoke')
  invoke(@CallerOf() caller: Caller, @Param('id') id: string) {
    return this.invocation.refuseJourney(caller, id);
  }
}
