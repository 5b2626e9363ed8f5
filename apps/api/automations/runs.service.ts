import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { RunViews } from '../../../platform/database/runs/run-views.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { paged } from '../http/paged.ts';
import type { RunAnswer, RunsAnswer, RunsQuery, StepsAnswer } from './automations.schemas.ts';
import { listedRun, shownRun, shownStep } from './run-answers.ts';

/** Automation runs, for inspection. J-46..J-51 */
@Injectable()
export class RunsService {
  constructor(private readonly runs: RunViews) {}

  async list({ environmentId }: Caller, query: z.infer<typeof RunsQuery>): Promise<z.infer<typeof RunsAnswer>> {
    const { cursor, limit, status, template_id: templateId, start_date: from, end_date: until } = query;
    const filters = { status, templateId, from, until };
    const { page, cut } = paged({ cursor, limit, filters });
    const listed = await this.runs.page(environmentId, filters, page);
    const { rows, next } = cut(listed, ({ createdAt: at, id }) => ({ at, id }));
    return { runs: rows.map(listedRun), ...(next && { next_cursor: next }) };
  }

  async retrieve({ environmentId }: Caller, id: string): Promise<z.infer<typeof RunAnswer>> {
    return { run: shownRun(found(await this.runs.find(environmentId, id), 'Run')) };
  }

  async steps({ environmentId }: Caller, id: string): Promise<z.infer<typeof StepsAnswer>> {
    return { steps: found(await this.runs.steps(environmentId, id), 'Run').map(shownStep) };
  }
}
