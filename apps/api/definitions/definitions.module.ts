import { Module } from '@nestjs/common';

import { InvocableDefinitions } from './invocable-definitions.ts';
import { RunAcceptance } from './run-acceptance.ts';

/** What saved automations and journeys share; no resource of its own. */
@Module({
  providers: [InvocableDefinitions, RunAcceptance],
  exports: [InvocableDefinitions, RunAcceptance],
})
export class DefinitionsModule {}
