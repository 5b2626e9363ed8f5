import type { z } from 'zod';

import type { DefinitionRow, VersionRow } from '../../../platform/database/definitions/definition-rows.ts';
import type { Definitions } from '../../../platform/database/definitions/definitions.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { pageOf } from '../http/page-of.ts';
import { PAGE_SIZE } from '../http/page-size.ts';
import { paged } from '../http/paged.ts';
import { pagingOf } from '../http/paging.ts';
import { versionName, versionNumber } from '../http/version-name.ts';
import { type DefinitionAnswers, listedDefinition, listedVersion, type ShownState } from './definition-answers.ts';
import type { DefinitionsQuery, DefinitionVersionsAnswer, ListedDefinition } from './definitions.schemas.ts';

/** What is done alike with saved automations and journeys. Every method throws ApiError 404 for what is not there. */
export abstract class DefinitionsService<Body extends object, Shown extends object> {
  /** What refusals call it, with a capital. */
  protected abstract readonly title: string;
  protected abstract readonly answers: DefinitionAnswers<Body, Shown>;

  constructor(private readonly definitions: Definitions<Body>) {}

  async list(
    { environmentId }: Caller,
    { cursor, version }: z.infer<typeof DefinitionsQuery>,
  ): Promise<{ templates: z.infer<typeof ListedDefinition>[]; cursor?: string }> {
    const { page, cut } = paged({ cursor, filters: { version } });
    const listed = await this.definitions.page(environmentId, version === 'published', page);
    const { rows, next } = cut(listed, ({ createdAt: at, id }) => ({ at, id }));
    return { templates: rows.map((row) => listedDefinition(row, version)), ...(next && { cursor: next }) };
  }

  /** @param version `draft`, `published` or `vN` */
  async retrieve(caller: Caller, name: string, version: string): Promise<Shown & ShownState> {
    const row = await this.find(caller, name);
    if (version === 'draft') return this.answers.draft(row);
    if (version === 'published') return this.named(name, this.answers.published(row));
    return this.answers.version(row, await this.#version(caller, row, version));
  }

  /** What is in force from now on: the draft, or a copy of an earlier version. J-14, J-15 */
  async publish(caller: Caller, name: string, version?: string): Promise<Shown & ShownState> {
    const body = version === undefined ? undefined : (await this.body(caller, name, version)).body;
    return this.publishBody(caller, name, body);
  }

  async listVersions(
    caller: Caller,
    name: string,
    cursor: string | undefined,
  ): Promise<z.infer<typeof DefinitionVersionsAnswer>> {
    const { id } = await this.find(caller, name);
    const below = cursor === undefined ? undefined : versionNumber(cursor);
    const versions = await this.definitions.versions(caller.environmentId, id, PAGE_SIZE + 1, below);
    const { rows, last } = pageOf(versions, PAGE_SIZE);
    return { results: rows.map(listedVersion), paging: pagingOf(last && versionName(last.number)) };
  }

  async archive({ environmentId, id: by }: Caller, name: string): Promise<void> {
    this.named(name, await this.definitions.archive(environmentId, name, by));
  }

  /** One that is not archived, by id or alias. */
  async find({ environmentId }: Caller, name: string): Promise<DefinitionRow<Body>> {
    return this.named(name, await this.definitions.find(environmentId, name));
  }

  /** What a version says: `draft`, `published` or `vN`. */
  async body(caller: Caller, name: string, version: string): Promise<{ id: string; body: Body }> {
    const row = await this.find(caller, name);
    if (version === 'draft') return { id: row.id, body: row.draft };
    const body = version === 'published' ? row.published : (await this.#version(caller, row, version)).body;
    return { id: row.id, body: this.named(name, body ?? undefined) };
  }

  /** Without a body, the draft as it is by then. */
  protected async publishBody(
    { environmentId, id: by }: Caller,
    name: string,
    body?: Body,
  ): Promise<Shown & ShownState> {
    const row = this.named(name, await this.definitions.publish(environmentId, name, { by, body }));
    return this.named(name, this.answers.published(row));
  }

  protected named<Value>(name: string, value: Value | undefined | false): Value {
    return found(value, `${this.title} ${name}`);
  }

  async #version({ environmentId }: Caller, { id }: DefinitionRow<Body>, version: string): Promise<VersionRow<Body>> {
    const row = await this.definitions.findVersion(environmentId, id, versionNumber(version));
    return found(row, `Version ${version} of ${this.title.toLowerCase()} ${id}`);
  }
}
