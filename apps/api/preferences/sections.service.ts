import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import type { JsonObject } from '../../../language/json/json.ts';
import { PreferenceSections } from '../../../platform/database/preferences/preference-sections.ts';
import { newId } from '../../../platform/ids.ts';
import { ApiError } from '../http/api-error.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { paged } from '../http/paged.ts';
import { pagingOf } from '../http/paging.ts';
import { sectionAnswer } from './section-answers.ts';
import { ROWS, type SectionAnswer, type SectionsAnswer, type SectionWrite } from './sections.schemas.ts';

type Answer = z.infer<typeof SectionAnswer>;
type Write = z.infer<typeof SectionWrite>;

/** The sections that topics are shown in. U-06 */
@Injectable()
export class SectionsService {
  constructor(private readonly sections: PreferenceSections) {}

  async create({ environmentId, id: creator }: Caller, write: Write): Promise<Answer> {
    return sectionAnswer(await this.sections.insert(environmentId, newId('ps_'), write as JsonObject, creator));
  }

  async list({ environmentId }: Caller, cursor: string | undefined): Promise<z.infer<typeof SectionsAnswer>> {
    const { page, cut } = paged({ cursor, limit: ROWS, filters: { of: 'sections' } });
    const { rows, next } = cut(await this.sections.page(environmentId, page), ({ createdAt: at, id }) => ({ at, id }));
    return { results: rows.map(sectionAnswer), paging: pagingOf(next) };
  }

  async retrieve({ environmentId }: Caller, id: string): Promise<Answer> {
    return sectionAnswer(found(await this.sections.find(environmentId, id), 'Section'));
  }

  /** Its topics stay. */
  async replace({ environmentId, id: updater }: Caller, id: string, write: Write): Promise<Answer> {
    const row = await this.sections.replace(environmentId, id, write as JsonObject, updater);
    return sectionAnswer(found(row, 'Section'));
  }

  /** @throws ApiError 409 while it has topics */
  async archive({ environmentId, id: updater }: Caller, id: string): Promise<void> {
    const outcome = await this.sections.archive(environmentId, id, updater);
    found(outcome !== 'unknown', 'Section');
    if (outcome === 'not empty') throw new ApiError('section_not_empty');
  }
}
