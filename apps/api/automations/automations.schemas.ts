import { z } from 'zod';

import type { NodeContext, StepContext } from '../../../activities/ports/statuses.ts';
import { InstantFrom, InstantUntil, Limit, TextList } from '../http/query-fields.ts';

export const InvokeAnswer = z.object({ runId: z.string() }).meta({ id: 'AutomationInvokeResponse' });

/** Query of GET `/automations/runs`. J-46, J-47 */
export const RunsQuery = z.object({
  status: TextList.optional(),
  template_id: TextList.optional(),
  start_date: InstantFrom.optional(),
  end_date: InstantUntil.optional(),
  limit: Limit({ absent: 20, max: 50 }),
  cursor: z.string().optional(),
});

const ListedRun = z
  .object({
    run_id: z.string(),
    status: z.string(),
    source: z.array(z.string()),
    template_id: z.string().optional(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'AutomationRunListItem' });

/** J-48 */
export const RunsAnswer = z
  .object({ runs: z.array(ListedRun), next_cursor: z.string().optional() })
  .meta({ id: 'AutomationRunList' });

const ShownRun = ListedRun.extend({
  cancelation_token: z.string().optional(),
  updated_at: z.iso.datetime(),
}).meta({ id: 'AutomationRun' });

export const RunAnswer = z.object({ run: ShownRun }).meta({ id: 'AutomationRunAnswer' });

const Attempt = z.object({ provider: z.string(), at: z.iso.datetime(), answer: z.string().optional() });

/** */
export const ShownContext = z
  .object({
    reason: z.string().optional(),
    condition: z
      .object({ expression: z.string(), values: z.record(z.string(), z.unknown()), result: z.boolean() })
      .optional(),
    wakes_at: z.iso.datetime().optional(),
    warnings: z.array(z.string()).optional(),
    run_id: z.string().optional(),
    attempts: z.array(Attempt).optional(),
  } satisfies Record<Exclude<keyof StepContext, keyof NodeContext> | 'attempts', z.ZodType>)
  .meta({ id: 'RunStepContext' });

export const ShownStep = z
  .object({
    action: z.string(),
    status: z.string(),
    step_id: z.string(),
    message_id: z.string().optional(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    context: ShownContext,
  })
  .meta({ id: 'AutomationRunStep' });

export const StepsAnswer = z.object({ steps: z.array(ShownStep) }).meta({ id: 'AutomationRunSteps' });
