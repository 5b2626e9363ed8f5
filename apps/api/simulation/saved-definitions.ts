import { Injectable } from '@nestjs/common';

import type { Definition } from '../../../language/automation.ts';
import type { Journey } from '../../../language/journey.ts';
import type { SavedDefinition } from '../../../simulation/requests/automation-subject.ts';
import { SavedAutomationsService } from '../automations/saved-automations.service.ts';
import { InvocableDefinitions } from '../definitions/invocable-definitions.ts';
import type { Caller } from '../http/caller.ts';
import { JourneysService } from '../journeys/journeys.service.ts';

/** Which saved one a request is about: what is in force must be invocable, a draft or an earlier version only be there. */
interface Named {
  id?: string;
  version?: string;
}

/** Saved automations and journeys by id or alias, for simulations of them. Undefined where none is named. */
@Injectable()
export class SavedDefinitions {
  constructor(
    private readonly invocables: InvocableDefinitions,
    private readonly automations: SavedAutomationsService,
    private readonly journeys: JourneysService,
  ) {}

  /** @throws ApiError 400, 404, 422 */
  async automation(
    caller: Caller,
    { id: name, version = 'published' }: Named,
  ): Promise<SavedDefinition<Definition> | undefined> {
    if (name === undefined) return undefined;
    if (version === 'published') return this.invocables.automation(caller, name);
    const { id, body: definition } = await this.automations.body(caller, name, version);
    return { id, definition };
  }

  /** Of one that the request brings along, only whose it is. @throws ApiError 400, 404, 422 */
  async journey(
    caller: Caller,
    { id: name, version = 'published', journey }: Named & { journey?: unknown },
  ): Promise<Partial<SavedDefinition<Journey>> | undefined> {
    if (name === undefined) return undefined;
    if (journey !== undefined) return { id: (await this.journeys.find(caller, name)).id };
    if (version === 'published') return this.invocables.journey(caller, name);
    const { id, body: definition } = await this.journeys.body(caller, name, version);
    return { id, definition };
  }
}
