import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { TemplateBody } from '../../../language/content/template.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import { checkContent } from '../../../messages/check-content.ts';
import { TemplateVersions } from '../../../platform/database/definitions/template-versions.ts';
import { Templates } from '../../../platform/database/definitions/templates.ts';
import { newId } from '../../../platform/ids.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { paged } from '../http/paged.ts';
import { pagingOf } from '../http/paging.ts';
import { versionNumber } from '../http/version-name.ts';
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

  async create({ environmentId, id: creator }: Caller, { notification, state }: Write): Promise<Answer> {
    const { alias = null, ...body } = notification;
    const draft = draftOf(body);
    const written = stateOf(state);
    const place = { id: newId('nt_'), environmentId, alias, creator };
    const template = await this.templates.insert({ ...place, draft, publish: written === 'PUBLISHED' });
    return templateAnswer(template, template.draft, written);
  }

  async list(
    caller: Caller,
    { cursor, event_id }: z.infer<typeof TemplatesQuery>,
  ): Promise<z.infer<typeof TemplatesAnswer>> {
    const { page, cut } = paged({ cursor, filters: { event_id } });
    const listed = await this.templates.page(caller.environmentId, event_id, page);
    const { rows, next } = cut(listed, ({ createdAt: at, id }) => ({ at, id }));
    return { results: rows.map(templateSummary), paging: pagingOf(next) };
  }

  async retrieve(caller: Caller, id: string, version: string): Promise<Answer> {
    const { template, body } = await this.history.bodyOf(caller, id, version);
    return templateAnswer(template, body, version === 'draft' ? 'DRAFT' : 'PUBLISHED');
  }

  async replace({ environmentId, id: updater }: Caller, id: string, { notification, state }: Write): Promise<Answer> {
    const { alias, ...body } = notification;
    const written = stateOf(state);
    const change = { alias, draft: draftOf(body), updater, publish: written === 'PUBLISHED' };
    const template = await this.templates.save(environmentId, id, change);
    if (!template) throw await this.#refusal(environmentId, id);
    return templateAnswer(template, template.draft, written);
  }

  async archive({ environmentId, id: updater }: Caller, id: string): Promise<void> {
    found(await this.templates.find(environmentId, id), NAME);
    await this.templates.archive(environmentId, id, updater);
  }

  async publish({ environmentId, id: creator }: Caller, id: string, version?: string | null): Promise<void> {
    const body = version ? await this.#bodyOf(environmentId, id, version) : undefined;
    const isPublished = await this.templates.publish(environmentId, id, { creator, body });
    if (!isPublished) throw await this.#refusal(environmentId, id);
  }

  async #bodyOf(environmentId: string, id: string, version: string): Promise<JsonObject> {
    const row = await this.versions.find(environmentId, id, versionNumber(version));
    return found(row, `Version ${version} of the notification template`).body as JsonObject;
  }

  /** Why a write met no template that it could change. */
  async #refusal(environmentId: string, id: string): Promise<ApiError> {
    found(await this.templates.find(environmentId, id), NAME);
    return new ApiError('template_archived');
  }
}

/** The draft as it is stored: its content can be rendered, and its elements have ids. @throws InvalidInput */
function draftOf({ content, ...notification }: Omit<TemplateBody, 'alias'>): JsonObject {
  checkContent(content, CONTENT);
  return { ...notification, content: identified(content, CONTENT) } as JsonObject;
}
