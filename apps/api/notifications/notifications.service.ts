import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { TemplateBody } from '../../../language/content/template.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import { checkContent } from '../../../messages/check-content.ts';
import type { Shelf } from '../../../platform/database/definitions/shelf.ts';
import { TemplateVersions } from '../../../platform/database/definitions/template-versions.ts';
import { Templates } from '../../../platform/database/definitions/templates.ts';
import { newId } from '../../../platform/ids.ts';
import { ApiError } from '../http/api-error.ts';
import { found } from '../http/found.ts';
import { paged } from '../http/paged.ts';
import { pagingOf } from '../http/paging.ts';
import { versionNumber } from '../http/version-name.ts';
import type { Author } from './author.ts';
import { identified } from './identified.ts';
import type { TemplateAnswer, TemplatesAnswer, TemplatesQuery, TemplateWrite } from './notifications.schemas.ts';
import { stateOf } from './state-of.ts';
import { templateAnswer, templateSummary } from './template-answers.ts';
import { VersionsService } from './versions.service.ts';

type Answer = z.infer<typeof TemplateAnswer>;
type Write = z.infer<typeof TemplateWrite>;

const NAME = 'Notification template';
/** What problems of the content are named after. */
const CONTENT = 'notification.content';

/** Message templates: drafts, and what is published of them. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly templates: Templates,
    private readonly versions: TemplateVersions,
    private readonly history: VersionsService,
  ) {}

  /** @param kept What the draft holds beside what is written. */
  async create(author: Author, { notification, state }: Write, kept: JsonObject = {}): Promise<Answer> {
    const { alias = null, ...body } = notification;
    const written = stateOf(state);
    const draft = { ...draftOf(body), ...kept };
    const made = { id: newId('nt_'), alias, creator: author.id, draft, publish: written === 'PUBLISHED' };
    const template = await this.templates.insert(author, made);
    return templateAnswer(template, template.draft, written);
  }

  async list(
    shelf: Shelf,
    { cursor, limit, event_id }: z.infer<typeof TemplatesQuery> & { limit?: number },
  ): Promise<z.infer<typeof TemplatesAnswer>> {
    const { page, cut } = paged({ cursor, limit, filters: { event_id } });
    const listed = await this.templates.page(shelf, event_id, page);
    const { rows, next } = cut(listed, ({ createdAt: at, id }) => ({ at, id }));
    return { results: rows.map(templateSummary), paging: pagingOf(next) };
  }

  async retrieve(shelf: Shelf, id: string, version: string): Promise<Answer> {
    const { template, body } = await this.history.bodyOf(shelf, id, version);
    return templateAnswer(template, body, version === 'draft' ? 'DRAFT' : 'PUBLISHED');
  }

  /** @param kept What the draft holds beside what is written. */
  async replace(author: Author, id: string, { notification, state }: Write, kept: JsonObject = {}): Promise<Answer> {
    const { alias, ...body } = notification;
    const written = stateOf(state);
    const draft = { ...draftOf(body), ...kept };
    const change = { alias, draft, updater: author.id, publish: written === 'PUBLISHED' };
    const template = await this.templates.save(author, id, change);
    if (!template) throw await this.#refusal(author, id);
    return templateAnswer(template, template.draft, written);
  }

  async archive(author: Author, id: string): Promise<void> {
    found(await this.templates.find(author, id), NAME);
    await this.templates.archive(author, id, author.id);
  }

  async publish(author: Author, id: string, version?: string | null): Promise<void> {
    const body = version ? await this.#bodyOf(author, id, version) : undefined;
    const isPublished = await this.templates.publish(author, id, { creator: author.id, body });
    if (!isPublished) throw await this.#refusal(author, id);
  }

  async #bodyOf(shelf: Shelf, id: string, version: string): Promise<JsonObject> {
    const row = await this.versions.find(shelf, id, versionNumber(version));
    return found(row, `Version ${version} of the notification template`).body as JsonObject;
  }

  /** Why a write met no template that it could change. */
  async #refusal(shelf: Shelf, id: string): Promise<ApiError> {
    found(await this.templates.find(shelf, id), NAME);
    return new ApiError('template_archived');
  }
}

/** The draft as it is stored: its content can be rendered, and its elements have ids. @throws InvalidInput */
function draftOf({ content, ...notification }: Omit<TemplateBody, 'alias'>): JsonObject {
  checkContent(content, CONTENT);
  return { ...notification, content: identified(content, CONTENT) } as JsonObject;
}
