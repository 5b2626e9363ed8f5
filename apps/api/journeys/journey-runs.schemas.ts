import { z } from 'zod';

import { RunsAnswer, ShownStep } from '../automations/automations.schemas.ts';

/** J-48 */
export const JourneyRunsAnswer = RunsAnswer.extend({ prev_cursor: z.string().optional() }).meta({
  id: 'JourneyRunList',
});

/** J-43 */
const JourneyStep = ShownStep.omit({ step_id: true })
  .extend({
    node_id: z.string(),
    error: z.object({ message: z.string() }).nullable(),
    skip_reason: z.string().nullable(),
  })
  .meta({ id: 'JourneyRunStep' });

export const JourneyStepsAnswer = z.object({ steps: z.array(JourneyStep) }).meta({ id: 'JourneyRunSteps' });
