import { Injectable } from '@nestjs/common';
import type { z } from 'zod';

import { type RunsOf, RunViews, type StepRow } from '../../../platform/database/runs/run-views.ts';
import type { RunAnswer, RunsQuery } from '../automations/automations.schemas.ts';
import { listedRun, shownRun, shownStep } from '../automations/run-answers.ts';
import { runFilters } from '../automations/run-filters.ts';
import type { Caller } from '../http/caller.ts';
import { found } from '../http/found.ts';
import { pagedEitherWay } from '../http/paged.ts';
import type { JourneyRunsAnswer, JourneyStepsAnswer } from './journey-runs.schemas.ts';

type Step = z.infer<typeof JourneyStepsAnswer>['steps'][number];

/** Journey runs, for inspection. J-40..J-51 */
@Injectable()
export class JourneyRunsService {
  constructor(private readonly runs: RunViews) {}

  async list(caller: Caller, query: z.infer<typeof RunsQuery>): Promise<z.infer<typeof JourneyRunsAnswer>> {
    const { cursor, limit } = query;
    const filters = runFilters(query);
    const { page, cut } = pagedEitherWay({ cursor, limit, filters });
    const { rows, next, previous } = cut(await this.runs.page(runsOf(caller), filters, page));
    return {
      runs: rows.map(listedRun),
      ...(next && { next_cursor: next }),
      ...(previous && { prev_cursor: previous }),
    };
  }

  async retrieve(caller: Caller, id: string): Promise<z.infer<typeof RunAnswer>> {
    return { run: shownRun(found(await this.runs.find(runsOf(caller), id), 'Run')) };
  }

  async steps(caller: Caller, id: string): Promise<z.infer<typeof JourneyStepsAnswer>> {
    return { steps: found(await this.runs.steps(runsOf(caller), id), 'Run').map(nodeStep) };
  }
}

function runsOf({ environmentId }: Caller): RunsOf {
  return { environmentId, kind: 'journey' };
}

/** What a step went wrong by, or was skipped for, stands in its context, too. J-43 */
function nodeStep(row: StepRow): Step {
  const { step_id: node_id, context, ...step } = shownStep(row);
  const { reason } = context;
  const error = step.status === 'ERROR' ? { message: reason ?? 'the step failed' } : null;
  return { ...step, node_id, error, skip_reason: step.status === 'SKIPPED' ? (reason ?? null) : null, context };
}
