import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { walkNodes } from '../../../language/compile/walk-nodes.ts';
import type { JourneyBody, JourneyChange, JourneyRow } from '../../../platform/database/definitions/journey-rows.ts';
import { JourneyVersions } from '../../../platform/database/definitions/journey-versions.ts';
import { Journeys } from '../../../platform/database/definitions/journeys.ts';
import { NodeIdsTaken } from '../../../platform/database/definitions/node-ids-taken.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { pageOf } from '../http/page-of.ts';
import { PAGE_SIZE } from '../http/page-size.ts';
import { paged } from '../http/paged.ts';
import { pagingOf } from '../http/paging.ts';
import { versionName, versionNumber } from '../http/version-name.ts';
import { draftAnswer, listedJourney, listedVersion, publishedAnswer, versionAnswer } from './journey-answers.ts';
import { JourneyChecks } from './journey-checks.ts';
import { journeyDraft } from './journey-draft.ts';
import type {
  JourneyAnswer,
  JourneysAnswer,
  JourneysQuery,
  JourneyVersionsAnswer,
  JourneyWrite,
} from './journeys.schemas.ts';

type Answer = z.infer<typeof JourneyAnswer>;
type Write = z.infer<typeof JourneyWrite>;

/** Journeys: drafts, and what is published of them. §2.3 */
@Injectable()
export class JourneysService {
  constructor(
    private readonly journeys: Journeys,
    private readonly versions: JourneyVersions,
    private readonly checks: JourneyChecks,
  ) {}

  /** @throws InvalidInput, AliasTaken, ApiError 422 */
  async create({ environmentId, id: by }: Caller, write: Write): Promise<Answer> {
    await this.checks.refuseIfStrict(environmentId, write);
    const change = journeyDraft(write, by);
    await this.checks.refuseUnsendable({ environmentId }, change.draft);
    return writtenAnswer(await this.journeys.insert(environmentId, randomUUID(), change), change);
  }

  async list(
    { environmentId }: Caller,
    { cursor, version }: z.infer<typeof JourneysQuery>,
  ): Promise<z.infer<typeof JourneysAnswer>> {
    const { page, cut } = paged({ cursor, filters: { version } });
    const listed = await this.journeys.page(environmentId, version === 'published', page);
    const { rows, next } = cut(listed, ({ createdAt: at, id }) => ({ at, id }));
    return { templates: rows.map((row) => listedJourney(row, version)), ...(next && { cursor: next }) };
  }

  async retrieve(caller: Caller, name: string, version: string): Promise<Answer> {
    const row = await this.find(caller, name);
    if (version === 'draft') return draftAnswer(row);
    if (version === 'published') return named(name, publishedAnswer(row));
    return versionAnswer(row, await this.#version(caller, row, version));
  }

  /** @throws InvalidInput, AliasTaken, ApiError 422 */
  async replace(caller: Caller, name: string, write: Write): Promise<Answer> {
    const { environmentId, id: by } = caller;
    const { id } = await this.find(caller, name);
    const change = journeyDraft(write, by);
    await this.checks.refuseUnsendable({ environmentId, journeyId: id }, change.draft);
    const row = await namingNodes(change, () => this.journeys.save(environmentId, id, change));
    return writtenAnswer(named(name, row), change);
  }

  async archive({ environmentId, id: by }: Caller, name: string): Promise<void> {
    named(name, await this.journeys.archive(environmentId, name, by));
  }

  /** What is in force from now on: the draft, or a copy of an earlier version. J-14, J-15 */
  async publish(caller: Caller, name: string, version?: string): Promise<Answer> {
    const { environmentId, id: by } = caller;
    const row = await this.find(caller, name);
    const body = version ? (await this.#version(caller, row, version)).body : undefined;
    await this.checks.refuseUnsendable({ environmentId, journeyId: row.id }, body ?? row.draft);
    const published = named(name, await this.journeys.publish(environmentId, row.id, { by, body }));
    return named(name, publishedAnswer(published));
  }

  async listVersions(
    caller: Caller,
    name: string,
    cursor: string | undefined,
  ): Promise<z.infer<typeof JourneyVersionsAnswer>> {
    const { id } = await this.find(caller, name);
    const below = cursor === undefined ? undefined : versionNumber(cursor);
    const page = await this.versions.page(caller.environmentId, id, PAGE_SIZE + 1, below);
    const { rows, last } = pageOf(page, PAGE_SIZE);
    return { results: rows.map(listedVersion), paging: pagingOf(last && versionName(last.number)) };
  }

  /** What a version of a journey says: `draft`, `published`, or `vN`. @throws ApiError 404 */
  async body(caller: Caller, name: string, version: string): Promise<{ id: string; body: JourneyBody }> {
    const row = await this.find(caller, name);
    if (version === 'draft') return { id: row.id, body: row.draft };
    const body = version === 'published' ? row.published : (await this.#version(caller, row, version)).body;
    return { id: row.id, body: named(name, body ?? undefined) };
  }

  /** One that is not archived, by id or alias. @throws ApiError 404 */
  async find({ environmentId }: Caller, name: string): Promise<JourneyRow> {
    return named(name, await this.journeys.find(environmentId, name));
  }

  async #version({ environmentId }: Caller, { id }: JourneyRow, version: string) {
    const row = await this.versions.find(environmentId, id, versionNumber(version));
    return found(row, `Version ${version} of journey ${id}`);
  }
}

function named<Value>(name: string, value: Value | undefined | false): Value {
  return found(value, `Journey ${name}`);
}

function writtenAnswer(row: JourneyRow, { publish }: JourneyChange): Answer {
  return (publish && publishedAnswer(row)) || draftAnswer(row);
}

/** Says where in the document the ids stand that another journey has. J-07 */
async function namingNodes<Result>({ draft }: JourneyChange, save: () => Promise<Result>): Promise<Result> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof NodeIdsTaken)) throw error;
    const places = walkNodes(draft.nodes).filter(({ node }) => error.ids.includes(String(node.id)));
    const problems = places.map(
      ({ node, path }) => `${path}.id: ${String(node.id)} is the id of a node of another journey`,
    );
    throw new ApiError('unprocessable', problems.slice(0, 20).join('; '));
  }
}
