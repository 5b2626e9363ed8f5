import type { z } from 'zod';

import type { AttemptRow, RunRow, StepRow } from '../../../platform/database/runs/run-views.ts';
import type { RunAnswer, RunsAnswer, StepsAnswer } from './automations.schemas.ts';

type ListedRun = z.infer<typeof RunsAnswer>['runs'][number];
type ShownRun = z.infer<typeof RunAnswer>['run'];
type ShownStep = z.infer<typeof StepsAnswer>['steps'][number];

/** A run in a list. J-48 */
export function listedRun({ id, status, source, automation_id, created_at }: RunRow): ListedRun {
  return {
    run_id: id,
    status,
    source,
    ...(automation_id && { template_id: automation_id }),
    created_at: created_at.toISOString(),
  };
}

/** A run by itself. R-27 */
export function shownRun(row: RunRow): ShownRun {
  return {
    ...listedRun(row),
    ...(row.cancelation_token && { cancelation_token: row.cancelation_token }),
    updated_at: row.updated_at.toISOString(),
  };
}

/** An executed step with what happened in it. R-30 */
export function shownStep({ action, status, step_id, message_id, context, attempts, ...row }: StepRow): ShownStep {
  return {
    action,
    status,
    step_id,
    ...(message_id && { message_id }),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    context: { ...context, ...(attempts.length > 0 && { attempts: attempts.map(shownAttempt) }) },
  };
}

function shownAttempt({ provider, at, answer }: AttemptRow) {
  return { provider, at: new Date(at).toISOString(), ...(answer !== null && { answer }) };
}
