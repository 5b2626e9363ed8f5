import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { compileDefinition } from '../../../language/compile/compile-definition.ts';
import { writtenToken } from '../../../language/compile/written-token.ts';
import { InvalidInput } from '../../../language/problem.ts';
import { inspectMessages } from '../../../messages/inspect-messages.ts';
import { AutomationVersions } from '../../../platform/database/definitions/automation-versions.ts';
import {
  type AutomationBody,
  type AutomationRow,
  Automations,
} from '../../../platform/database/definitions/automations.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { pageOf } from '../http/page-of.ts';
import { PAGE_SIZE } from '../http/page-size.ts';
import { paged } from '../http/paged.ts';
import { pagingOf } from '../http/paging.ts';
import { versionName, versionNumber } from '../http/version-name.ts';
import {
  draftAnswer,
  listedAutomation,
  listedVersion,
  publishedAnswer,
  versionAnswer,
} from './saved-automation-answers.ts';
import {
  type AutomationAnswer,
  AutomationId,
  type AutomationsAnswer,
  type AutomationsQuery,
  type AutomationVersionsAnswer,
  type AutomationWrite,
} from './saved-automations.schemas.ts';

type Answer = z.infer<typeof AutomationAnswer>;
type Write = z.infer<typeof AutomationWrite>;

/** Saved automations: drafts, and what is published of them. */
@Injectable()
export class SavedAutomationsService {
  constructor(
    private readonly automations: Automations,
    private readonly versions: AutomationVersions,
  ) {}

  /** @throws InvalidInput, AliasTaken */
  async save({ environmentId, id: by }: Caller, id: string, write: Write): Promise<Answer> {
    refuseUnusable(id, write);
    const { alias, enabled } = write;
    const change = { alias, enabled, draft: bodyOf(write), keepsToken: writtenToken(write) === undefined, by };
    return draftAnswer(named(id, await this.automations.save(environmentId, id, change)));
  }

  async list(
    { environmentId }: Caller,
    { cursor, version }: z.infer<typeof AutomationsQuery>,
  ): Promise<z.infer<typeof AutomationsAnswer>> {
    const { page, cut } = paged({ cursor, filters: { version } });
    const listed = await this.automations.page(environmentId, version === 'published', page);
    const { rows, next } = cut(listed, ({ createdAt: at, id }) => ({ at, id }));
    return { templates: rows.map((row) => listedAutomation(row, version)), ...(next && { cursor: next }) };
  }

  async retrieve({ environmentId }: Caller, name: string, version: string): Promise<Answer> {
    const row = await this.#find(environmentId, name);
    if (version === 'draft') return draftAnswer(row);
    if (version === 'published') return named(name, publishedAnswer(row));
    return versionAnswer(row, await this.#version(environmentId, row, version));
  }

  /** What is in force from now on: the draft, or a copy of an earlier version. J-14, J-15 */
  async publish({ environmentId, id: by }: Caller, name: string, version?: string): Promise<Answer> {
    const body = version ? await this.#bodyOf(environmentId, name, version) : undefined;
    const row = named(name, await this.automations.publish(environmentId, name, { by, body }));
    return named(name, publishedAnswer(row));
  }

  async listVersions(
    { environmentId }: Caller,
    name: string,
    cursor: string | undefined,
  ): Promise<z.infer<typeof AutomationVersionsAnswer>> {
    const { id } = await this.#find(environmentId, name);
    const below = cursor === undefined ? undefined : versionNumber(cursor);
    const { rows, last } = pageOf(await this.versions.page(environmentId, id, PAGE_SIZE + 1, below), PAGE_SIZE);
    return { results: rows.map(listedVersion), paging: pagingOf(last && versionName(last.number)) };
  }

  async archive({ environmentId, id: by }: Caller, name: string): Promise<void> {
    named(name, await this.automations.archive(environmentId, name, by));
  }

  async #find(environmentId: string, name: string): Promise<AutomationRow> {
    return named(name, await this.automations.find(environmentId, name));
  }

  async #bodyOf(environmentId: string, name: string, version: string): Promise<AutomationBody> {
    const row = await this.#find(environmentId, name);
    return (await this.#version(environmentId, row, version)).body;
  }

  async #version(environmentId: string, { id }: AutomationRow, version: string) {
    const row = await this.versions.find(environmentId, id, versionNumber(version));
    return found(row, `Version ${version} of automation template ${id}`);
  }
}

function named<Value>(name: string, value: Value | undefined | false): Value {
  return found(value, `Automation template ${name}`);
}

/** The same compile as that of an ad-hoc automation, so that every literal is looked at. @throws InvalidInput */
function refuseUnusable(id: string, write: Write): void {
  const { error } = AutomationId.safeParse(id);
  const ofId = (error?.issues ?? []).map(({ message }) => ({ path: 'id', message }));
  const context = { data: {}, profile: {} };
  const { problems } = compileDefinition(write, { context, at: Date.now(), inspect: inspectMessages(Date.now()) });
  if (ofId.length + problems.length > 0) throw new InvalidInput([...ofId, ...problems]);
}

/** The token is stored under one of its names, and an empty one not at all. A-09, K-01 */
function bodyOf(write: Write): AutomationBody {
  const { name, steps, sources } = write;
  const token = writtenToken(write)?.token;
  return { name, steps, ...(sources && { sources }), ...(token && { cancelation_token: token }) };
}
