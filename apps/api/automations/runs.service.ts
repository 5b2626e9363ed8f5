import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { type RunsOf, RunViews } from '../../../platform/database/runs/run-views.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { paged } from '../http/paged.ts';
import type { RunAnswer, RunsAnswer, RunsQuery, StepsAnswer } from './automations.schemas.ts';
import { listedRun, shownRun, shownStep } from './run-answers.ts';
import { runFilters } from './run-filters.ts';

/** Automation runs, for inspection. J-46..J-51 */
@Injectable()
export class RunsService {
  constructor(private readonly runs: RunViews) {}

  async list(caller: Caller, query: z.infer<typeof RunsQuery>): Promise<z.infer<typeof RunsAnswer>> {
    const { cursor, limit } = query;
    const filters = runFilters(query);
    const { page, cut } = paged({ cursor, limit, filters });
    const listed = await this.runs.page(runsOf(caller), filters, page);
    const { rows, next } = cut(listed, ({ createdAt: at, id }) => ({ at, id }));
    return { runs: rows.map(listedRun), ...(next && { next_cursor: next }) };
  }

  async retrieve(caller: Caller, id: string): Promise<z.infer<typeof RunAnswer>> {
    return { run: shownRun(found(await this.runs.find(runsOf(caller), id), 'Run')) };
  }

  async steps(caller: Caller, id: string): Promise<z.infer<typeof StepsAnswer>> {
    return { steps: found(await this.runs.steps(runsOf(caller), id), 'Run').map(shownStep) };
  }
}

function runsOf({ environmentId }: Caller): RunsOf {
  return { environmentId, kind: 'automation' };
}
