import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { providers } from '../../../activities/deliver/providers/index.ts';
import type { JsonObject } from '../../../language/json/json.ts';
import { InvalidInput } from '../../../language/problem.ts';
import { Journeys } from '../../../platform/database/definitions/journeys.ts';
import { Templates } from '../../../platform/database/definitions/templates.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import type { Author } from '../notifications/author.ts';
import { NotificationsService } from '../notifications/notifications.service.ts';
import type { JourneyTemplateCreate, JourneyTemplateReplace } from './journey-templates.schemas.ts';
import { JourneysService } from './journeys.service.ts';

/** The templates that only one journey's sends know; in all else they are as those of the workspace are. §2.6 */
@Injectable()
export class JourneyTemplatesService {
  constructor(
    private readonly journeys: JourneysService,
    private readonly notifications: NotificationsService,
    private readonly templates: Templates,
    private readonly rows: Journeys,
  ) {}

  /** The caller as an author of the journey's templates. @throws ApiError 404 */
  async author(caller: Caller, journey: string): Promise<Author> {
    const { id: journeyId } = await this.journeys.find(caller, journey);
    return { id: caller.id, environmentId: caller.environmentId, journeyId };
  }

  /** @throws InvalidInput, ApiError 404 */
  async create(caller: Caller, journey: string, write: z.infer<typeof JourneyTemplateCreate>) {
    const { channel, providerKey, ...written } = write;
    if (providerKey !== undefined) refuseUnknown(providerKey, channel);
    const kept = { channel, ...(providerKey !== undefined && { provider_key: providerKey }) };
    return this.notifications.create(await this.author(caller, journey), written, kept);
  }

  /** The channel stays as it was made for. N-51 */
  async replace(caller: Caller, journey: string, id: string, write: z.infer<typeof JourneyTemplateReplace>) {
    const author = await this.author(caller, journey);
    const { draft } = found(await this.templates.find(author, id), 'Notification template');
    const { channel, provider_key } = draft as JsonObject;
    const kept = { ...(channel && { channel }), ...(provider_key && { provider_key }) };
    return this.notifications.replace(author, id, write, kept);
  }

  /** @throws ApiError 409 while the journey's draft, or what is published of it, sends the template */
  async archive(caller: Caller, journey: string, id: string): Promise<void> {
    const author = await this.author(caller, journey);
    found(await this.templates.find(author, id), 'Notification template');
    const { environmentId, journeyId = '' } = author;
    const isArchived = await this.rows.archiveTemplate(environmentId, journeyId, id, author.id);
    if (!isArchived) throw new ApiError('template_in_use');
  }
}

/** What nobody could ever send by. */
function refuseUnknown(providerKey: string, channel: string): void {
  const able = Object.values(providers).filter(({ channels }) => channels.includes(channel));
  if (able.some(({ key }) => key === providerKey)) return;
  const known = able.map(({ key }) => key).join(', ') || 'none';
  const message = `is no provider for ${channel}; this release has ${known}`;
  throw new InvalidInput([{ path: 'providerKey', message }]);
}
