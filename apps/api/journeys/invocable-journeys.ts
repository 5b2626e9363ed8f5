import { Injectable } from '@nestjs/common';

import { invocability } from '../../../language/run/invocability.ts';
import { versionMismatch } from '../../../language/run/version-mismatch.ts';
import { Automations } from '../../../platform/database/definitions/automations.ts';
import type { JourneyBody } from '../../../platform/database/definitions/journey-rows.ts';
import { Journeys } from '../../../platform/database/definitions/journeys.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';

/** Journeys that may be invoked, and the refusals of all others. */
@Injectable()
export class InvocableJourneys {
  constructor(
    private readonly journeys: Journeys,
    private readonly automations: Automations,
  ) {}

  /** By id or alias, with what is published of it. J-19, J-25 to J-27 @throws ApiError 400, 404, 422 */
  async find({ environmentId }: Caller, name: string): Promise<{ id: string; definition: JourneyBody }> {
    if (name.trim() === '') throw new ApiError('invalid_request', 'templateId is required');
    const row = await this.journeys.findInvocable(environmentId, name);
    const found = row && { ...row, definition: row.published ?? undefined };
    const judged = invocability(found, name);
    if (judged.kind === 'invocable') return judged.automation;
    if (judged.kind !== 'unknown') throw new ApiError('not_invocable', judged.message);
    const automation = await this.automations.findInvocable(environmentId, name);
    if (automation?.definition) throw new ApiError('invalid_request', versionMismatch('journey'));
    throw new ApiError('not_found', judged.message);
  }
}
