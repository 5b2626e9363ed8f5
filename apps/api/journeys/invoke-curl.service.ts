import { Injectable } from '@nestjs/common';

import { isJsonObject } from '../../../language/json/json.ts';
import { isApiInvoke } from '../../../language/run/is-api-invoke.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';
import { invokeCurl } from './invoke-curl.ts';
import { JourneysService } from './journeys.service.ts';

/** Commands that invoke journeys, made from the schemas of their triggers. */
@Injectable()
export class InvokeCurlService {
  constructor(private readonly journeys: JourneysService) {}

  /** @throws ApiError 404, and 422 for a journey that no request starts */
  async command(caller: Caller, name: string, version: string, baseUrl: string): Promise<string> {
    const { id, body } = await this.journeys.body(caller, name, version);
    const trigger = body.nodes.find((node) => node.type === 'trigger' && isApiInvoke(node));
    if (!trigger) throw new ApiError('not_invocable', `Journey ${name} has no api-invoke trigger`);
    const { schema } = trigger;
    return invokeCurl(baseUrl, id, isJsonObject(schema) ? schema : undefined);
  }
}
