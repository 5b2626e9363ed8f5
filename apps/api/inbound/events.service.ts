import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { EventNames } from '../../../platform/database/events/event-names.ts';
import { EventViews } from '../../../platform/database/events/event-views.ts';
import type { Caller } from '../http/caller.ts';
import { paged } from '../http/paged.ts';
import { pagingOf } from '../http/paging.ts';
import { shownEvent, shownName } from './event-answers.ts';
import type { EventNamesAnswer, EventNamesQuery, EventsAnswer, EventsQuery } from './events.schemas.ts';

/** Events that were taken in, and what was seen in them. */
@Injectable()
export class EventsService {
  constructor(
    private readonly events: EventViews,
    private readonly names: EventNames,
  ) {}

  async list({ environmentId }: Caller, query: z.infer<typeof EventsQuery>): Promise<z.infer<typeof EventsAnswer>> {
    const { cursor, limit, type: types, user_id: userId, since } = query;
    const filters = { types, userId, since };
    const { page, cut } = paged({ cursor, limit, filters });
    const listed = await this.events.page(environmentId, filters, page);
    const { rows, next } = cut(listed, ({ receivedAt: at, id }) => ({ at, id }));
    return { results: rows.map(shownEvent), paging: pagingOf(next) };
  }

  async listNames(
    { environmentId }: Caller,
    query: z.infer<typeof EventNamesQuery>,
  ): Promise<z.infer<typeof EventNamesAnswer>> {
    const { cursor, limit, type: types } = query;
    const { page, cut } = paged({ cursor, limit, filters: { types } });
    const listed = await this.names.page(environmentId, types, page);
    const { rows, next } = cut(listed, ({ lastSeenAt: at, id }) => ({ at, id }));
    return { results: rows.map(shownName), paging: pagingOf(next) };
  }
}
