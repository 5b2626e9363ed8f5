import type { z } from 'zod';

import type { AttemptRow, RunRow, StepRow } from '../../../platform/database/runs/run-views.ts';
import type { RunAnswer, RunsAnswer, StepsAnswer } from './automations.schemas.ts';

type ListedRun = z.infer<typeof RunsAnswer>['runs'][number];
type ShownRun = z.infer<typeof RunAnswer>['run'];
type ShownStep = z.infer<typeof StepsAnswer>['steps'][number];

/** A run in a list. J-48 */
export function listedRun({ id, status, source, automationId, createdAt }: RunRow): ListedRun {
  return {
    run_id: id,
    status,
    source,
    ...(automationId && { template_id: automationId }),
    created_at: createdAt.toISOString(),
  };
}

/** A run by itself. R-27 */
export function shownRun(row: RunRow): ShownRun {
  return {
    ...listedRun(row),
    ...(row.cancelationToken && { cancelation_token: row.cancelationToken }),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** An executed step with what happened in it. R-30 */
export function shownStep({ action, status, stepId, messageId, context, attempts, ...row }: StepRow): ShownStep {
  return {
    action,
    status,
    step_id: stepId,
    ...(messageId && { message_id: messageId }),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    context: { ...context, ...(attempts.length > 0 && { attempts: attempts.map(shownAttempt) }) },
  };
}

function shownAttempt({ provider, at, answer }: AttemptRow) {
  return { provider, at: new Date(at).toISOString(), ...(answer !== null && { answer }) };
}
