import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { walkNodes } from '../../../language/compile/walk-nodes.ts';
import { spelledOut } from '../../../language/problem.ts';
import type { JourneyBody, JourneyChange, JourneyRow } from '../../../platform/database/definitions/journey-rows.ts';
import { Journeys } from '../../../platform/database/definitions/journeys.ts';
import { NodeIdsTaken } from '../../../platform/database/definitions/node-ids-taken.ts';
import { DefinitionsService } from '../definitions/definitions.service.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';
import { journeyAnswers, type ShownJourney } from './journey-answers.ts';
import { JourneyChecks } from './journey-checks.ts';
import { journeyDraft } from './journey-draft.ts';
import type { JourneyAnswer, JourneyWrite } from './journeys.schemas.ts';

type Answer = z.infer<typeof JourneyAnswer>;
type Write = z.infer<typeof JourneyWrite>;

/** Journeys: drafts, and what is published of them. §2.3 */
@Injectable()
export class JourneysService extends DefinitionsService<JourneyBody, ShownJourney> {
  protected override readonly title = 'Journey';
  protected override readonly answers = journeyAnswers;

  constructor(
    private readonly journeys: Journeys,
    private readonly checks: JourneyChecks,
  ) {
    super(journeys);
  }

  /** @throws InvalidInput, AliasTaken, ApiError 422 */
  async create({ environmentId, id: by }: Caller, write: Write): Promise<Answer> {
    await this.checks.refuseIfStrict(environmentId, write);
    const change = journeyDraft(write, by);
    const row = await this.checks.withSendable({ environmentId }, change.draft, () =>
      this.journeys.insert(environmentId, randomUUID(), change),
    );
    return writtenAnswer(row, change);
  }

  /** @throws InvalidInput, AliasTaken, ApiError 422 */
  async replace(caller: Caller, name: string, write: Write): Promise<Answer> {
    const { environmentId, id: by } = caller;
    const { id } = await this.find(caller, name);
    const change = journeyDraft(write, by);
    const row = await this.checks.withSendable({ environmentId, journeyId: id }, change.draft, () =>
      namingNodes(change, () => this.journeys.save(environmentId, id, change)),
    );
    return writtenAnswer(this.named(name, row), change);
  }

  /** @throws ApiError 404, and 422 for a body whose sends name templates that are not there */
  override async publish(caller: Caller, name: string, version?: string): Promise<Answer> {
    const { id: journeyId, body } = await this.body(caller, name, version ?? 'draft');
    const shelf = { environmentId: caller.environmentId, journeyId };
    const earlier = version === undefined ? undefined : body;
    return this.checks.withSendable(shelf, body, () => this.publishBody(caller, name, earlier));
  }
}

function writtenAnswer(row: JourneyRow, { publish }: JourneyChange): Answer {
  return (publish && journeyAnswers.published(row)) || journeyAnswers.draft(row);
}

/** Says where in the document the ids stand that another journey has. J-07 */
async function namingNodes<Result>({ draft }: JourneyChange, save: () => Promise<Result>): Promise<Result> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof NodeIdsTaken)) throw error;
    const places = walkNodes(draft.nodes).filter(({ node }) => error.ids.includes(String(node.id)));
    const problems = places.map(({ node, path }) => {
      return { path: `${path}.id`, message: `${String(node.id)} is the id of a node of another journey` };
    });
    throw new ApiError('unprocessable', spelledOut(problems));
  }
}
