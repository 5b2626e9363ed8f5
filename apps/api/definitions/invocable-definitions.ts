import { Injectable } from '@nestjs/common';

import { invocability } from '../../../language/run/invocability.ts';
import { versionMismatch } from '../../../language/run/version-mismatch.ts';
import { type AutomationBody, Automations } from '../../../platform/database/definitions/automations.ts';
import type { Definitions } from '../../../platform/database/definitions/definitions.ts';
import type { JourneyBody } from '../../../platform/database/definitions/journey-rows.ts';
import { Journeys } from '../../../platform/database/definitions/journeys.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';

/** What is published of a definition that may be invoked. */
interface Invocable<Body> {
  id: string;
  definition: Body;
}

/** Automations and journeys that may be invoked, by id or alias, and the refusals of all others. */
@Injectable()
export class InvocableDefinitions {
  constructor(
    private readonly automations: Automations,
    private readonly journeys: Journeys,
  ) {}

  /** A-02, J-26 @throws ApiError 400, 404, 422 */
  async automation(caller: Caller, name: string): Promise<Invocable<AutomationBody>> {
    return invocable(this.automations, this.journeys, caller, name);
  }

  /** J-19, J-25 to J-27 @throws ApiError 400, 404, 422 */
  async journey(caller: Caller, name: string): Promise<Invocable<JourneyBody>> {
    return invocable(this.journeys, this.automations, caller, name);
  }
}

async function invocable<Body extends object>(
  wanted: Definitions<Body>,
  others: Definitions<object>,
  { environmentId }: Caller,
  name: string,
): Promise<Invocable<Body>> {
  if (name.trim() === '') throw new ApiError('invalid_request', 'templateId is required');
  const judged = invocability(await wanted.findInvocable(environmentId, name), name);
  if (judged.kind === 'invocable') return judged.found;
  if (judged.kind !== 'unknown') throw new ApiError('not_invocable', judged.message);
  const other = await others.findInvocable(environmentId, name);
  if (other?.definition) throw new ApiError('invalid_request', versionMismatch(wanted.kind));
  throw new ApiError('not_found', judged.message);
}
