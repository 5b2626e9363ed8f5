import { Controller, HttpCode, Param, Post } from '@nestjs/common';

import { type Caller, CallerOf } from '../http/caller.ts';
import { ErrorAnswers } from '../http/error-answers.ts';
import { InvocationService } from './invocation.service.ts';

/** `/journeys`, as far as an automation may be mistaken for one: there are none yet, and the answer says what was meant. J-26 */
@Controller('journeys')
@ErrorAnswers()
export class JourneysController {
  constructor(private readonly invocation: InvocationService) {}

  @Post(':id/invoke')
  @HttpCode(202)
  invoke(@CallerOf() caller: Caller, @Param('id') id: string) {
    return this.invocation.refuseJourney(caller, id);
  }
}
