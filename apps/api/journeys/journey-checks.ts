import { Injectable } from '@nestjs/common';

import { strictRefusal } from '../../../language/compile/strict-refusal.ts';
import { templatesNamed } from '../../../language/compile/templates-named.ts';
import type { Journey } from '../../../language/journey.ts';
import { spelledOut } from '../../../language/problem.ts';
import { within } from '../../../language/within.ts';
import type { Shelf } from '../../../platform/database/definitions/shelf.ts';
import { TemplateArchived } from '../../../platform/database/definitions/template-archived.ts';
import { Templates } from '../../../platform/database/definitions/templates.ts';
import { Workspaces } from '../../../platform/database/workspaces.ts';
import { ApiError } from '../http/api-error.ts';

/** The workspace's flag that makes journeys as strict as the vendor's guide has them. J-04 */
const STRICT = 'journeys.strict';

/** What a journey is refused for although it is well formed: it depends on what else there is. */
@Injectable()
export class JourneyChecks {
  constructor(
    private readonly templates: Templates,
    private readonly workspaces: Workspaces,
  ) {}

  /** Of a journey as it was posted. J-02, J-03 @throws ApiError 400, 422 */
  async refuseIfStrict(environmentId: string, journey: Pick<Journey, 'nodes'>): Promise<void> {
    const refusal = (await this.#isStrict(environmentId)) ? strictRefusal(journey) : undefined;
    if (refusal?.kind === 'invalid') throw new ApiError('invalid_request', refusal.message);
    if (refusal) throw new ApiError('unprocessable', refusal.message);
  }

  /**
   * Writes a journey whose templates are all there: one of its own may be archived between the look and the write. §2.6
   * @throws ApiError 422
   */
  async withSendable<Result>(shelf: Shelf, journey: Journey, write: () => Promise<Result>): Promise<Result> {
    await this.refuseUnsendable(shelf, journey);
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof TemplateArchived)) throw error;
      await this.refuseUnsendable(shelf, journey);
      throw new ApiError('unprocessable', error.message);
    }
  }

  /**
   * Every template that a send names must be there: the journey's own or the workspace's. J-03, J-08
   * @param place Where in the request the journey stands, if it is not all of it.
   * @throws ApiError 422
   */
  async refuseUnsendable(shelf: Shelf, journey: Pick<Journey, 'nodes'>, place = ''): Promise<void> {
    const named = templatesNamed(journey);
    if (named.length === 0) return;
    const names = [...new Set(named.map(({ template }) => template))];
    const found = await this.templates.sendable(shelf, names, await this.#isStrict(shelf.environmentId));
    const problems = named.flatMap(({ path, node, template }) => {
      const match = found.find(({ id }) => id === template) ?? found.find(({ alias }) => alias === template);
      if (match && match.archivedAt === null) return [];
      const message = `the template ${template} of node ${node} ${match ? 'is archived' : 'does not exist'}`;
      return [within(place, { path, message })];
    });
    if (problems.length > 0) throw new ApiError('unprocessable', spelledOut(problems));
  }

  async #isStrict(environmentId: string): Promise<boolean> {
    const workspace = await this.workspaces.find(environmentId);
    return (workspace?.flags as Record<string, unknown> | undefined)?.[STRICT] === true;
  }
}
