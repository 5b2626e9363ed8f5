import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import type { JsonObject } from '../../../language/json/json.ts';
import { InvalidInput } from '../../../language/problem.ts';
import { PreferenceSections } from '../../../platform/database/preferences/preference-sections.ts';
import {
  MOST_TOPICS,
  SubscriptionTopics,
  type TopicFields,
} from '../../../platform/database/preferences/subscription-topics.ts';
import { newId } from '../../../platform/ids.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { paged } from '../http/paged.ts';
import { pagingOf } from '../http/paging.ts';
import { topicOf } from './section-answers.ts';
import { ROWS, type TopicAnswer, type TopicsAnswer, type TopicWrite } from './sections.schemas.ts';

type Answer = z.infer<typeof TopicAnswer>;
type Write = z.infer<typeof TopicWrite>;

const FULL = `has ${MOST_TOPICS} topics, the most that a section may have`;

/** The topics of a section. U-06 */
@Injectable()
export class TopicsService {
  constructor(
    private readonly sections: PreferenceSections,
    private readonly topics: SubscriptionTopics,
  ) {}

  /** @throws ApiError 404 where there is no such section, InvalidInput where it is full */
  async create({ environmentId, id: creator }: Caller, sectionId: string, write: Write): Promise<Answer> {
    const row = await this.topics.insert({ environmentId, sectionId }, newId('pt_'), fieldsOf(write), creator);
    if (row === 'full section') throw new InvalidInput([{ path: 'section_id', message: FULL }]);
    return topicOf(found(row !== 'unknown section' && row, 'Section'));
  }

  async list(
    { environmentId }: Caller,
    sectionId: string,
    cursor: string | undefined,
  ): Promise<z.infer<typeof TopicsAnswer>> {
    found(await this.sections.find(environmentId, sectionId), 'Section');
    const { page, cut } = paged({ cursor, limit: ROWS, filters: { sectionId } });
    const listed = await this.topics.page({ environmentId, sectionId }, page);
    const { rows, next } = cut(listed, ({ createdAt: at, id }) => ({ at, id }));
    return { results: rows.map(topicOf), paging: pagingOf(next) };
  }

  async retrieve({ environmentId }: Caller, sectionId: string, id: string): Promise<Answer> {
    return topicOf(found(await this.topics.find({ environmentId, sectionId }, id), 'Topic'));
  }

  async replace({ environmentId, id: updater }: Caller, sectionId: string, id: string, write: Write): Promise<Answer> {
    const row = await this.topics.replace({ environmentId, sectionId }, id, fieldsOf(write), updater);
    return topicOf(found(row, 'Topic'));
  }

  async archive({ environmentId, id: updater }: Caller, sectionId: string, id: string): Promise<void> {
    found(await this.topics.archive({ environmentId, sectionId }, id, updater), 'Topic');
  }
}

function fieldsOf({ default_status: defaultStatus, ...body }: Write): TopicFields {
  return { defaultStatus, body: body as JsonObject };
}
