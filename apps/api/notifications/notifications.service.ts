import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import type { JsonObject } from '../../../language/json.ts';
import { compileContent } from '../../../messages/content.ts';
import type { Template } from '../../../platform/database/generated/client.ts';
import { Templates } from '../../../platform/database/templates.ts';
import { TemplateVersions } from '../../../platform/database/template-versions.ts';
import { newId } from '../../../platform/ids.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { found } from '../http/found.ts';
import { pageOf } from '../http/page-of.ts';
import { pagingOf } from '../http/paging.ts';
import type { TemplateAnswer, TemplatesAnswer, TemplatesQuery, TemplateWrite } from './notifications.schemas.ts';
import { templateAnswer, templateSummary } from './template-answers.ts';
import { versionNumber } from './version-name.ts';

type Answer = z.infer<typeof TemplateAnswer>;
type Write = z.infer<typeof TemplateWrite>;

const PAGE_SIZE = 20;
const NAME = 'Notification template';
/** What problems of the content are named after. */
const CONTENT = 'notification.content';

/** Message templates: drafts, and what is published of them. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly templates: Templates,
    private readonly versions: TemplateVersions,
  ) {}

  async create({ environmentId, id: creator }: Caller, { notification, state }: Write): Promise<Answer> {
    const { alias = null, ...draft } = notification;
    compileContent(draft.content, CONTENT);
    const template = await this.templates.insert({ id: newId('nt_'), environmentId, alias, draft, creator });
    return this.#published(template, creator, state);
  }

  async list(
    caller: Caller,
    { cursor, event_id }: z.infer<typeof TemplatesQuery>,
  ): Promise<z.infer<typeof TemplatesAnswer>> {
    const page = { limit: PAGE_SIZE + 1, after: readCursor(cursor, { event_id }) };
    const { rows, last } = pageOf(await this.templates.page(caller.environmentId, event_id, page), PAGE_SIZE);
    const next = last && writeCursor({ at: last.createdAt.getTime(), id: last.id }, { event_id });
    return { results: rows.map(templateSummary), paging: pagingOf(next) };
  }

  async retrieve({ environmentId }: Caller, id: string, version: string): Promise<Answer> {
    const template = found(await this.templates.find(environmentId, id), NAME);
    if (version === 'draft') return templateAnswer(template, template.draft, 'DRAFT');
    const number = version === 'published' ? template.publishedVersion : versionNumber(version);
    const { body } = found(await this.versions.find(environmentId, id, number ?? 0), NAME);
    return templateAnswer(template, body, 'PUBLISHED');
  }

  async replace({ environmentId, id: updater }: Caller, id: string, { notification, state }: Write): Promise<Answer> {
    const { alias, ...draft } = notification;
    compileContent(draft.content, CONTENT);
    await this.#unarchived(environmentId, id);
    const template = found(await this.templates.saveDraft(environmentId, id, { alias, draft, updater }), NAME);
    return this.#published(template, updater, state);
  }

  async archive({ environmentId, id: updater }: Caller, id: string): Promise<void> {
    found(await this.templates.find(environmentId, id), NAME);
    await this.templates.archive(environmentId, id, updater);
  }

  async publish({ environmentId, id: creator }: Caller, id: string, version?: string | null): Promise<void> {
    await this.#unarchived(environmentId, id);
    const body = version ? await this.#bodyOf(environmentId, id, version) : undefined;
    found(await this.versions.publish(environmentId, id, { creator, body }), NAME);
  }

  async #bodyOf(environmentId: string, id: string, version: string): Promise<JsonObject> {
    const row = await this.versions.find(environmentId, id, versionNumber(version));
    return found(row, `Version ${version} of the notification template`).body as JsonObject;
  }

  /** The answer after a write, which publishes when the request says so. */
  async #published(template: Template, creator: string, state: Write['state']): Promise<Answer> {
    if (state?.toUpperCase() !== 'PUBLISHED') return templateAnswer(template, template.draft, 'DRAFT');
    found(await this.versions.publish(template.environmentId, template.id, { creator }), NAME);
    return templateAnswer(template, template.draft, 'PUBLISHED');
  }

  async #unarchived(environmentId: string, id: string): Promise<void> {
    const { archivedAt } = found(await this.templates.find(environmentId, id), NAME);
    if (archivedAt) throw new ApiError('template_archived');
  }
}
