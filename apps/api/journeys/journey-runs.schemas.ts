import { z } from 'zod';

import type { NodeContext } from '../../../activities/ports/statuses.ts';
import { RunsAnswer, ShownContext, ShownStep } from '../automations/automations.schemas.ts';
import { JudgedAtom } from '../http/judged-atom.ts';

/** J-48 */
export const JourneyRunsAnswer = RunsAnswer.extend({ prev_cursor: z.string().optional() }).meta({
  id: 'JourneyRunList',
});

/** N-28 */
const Judgement = z.object({ result: z.boolean(), atoms: z.array(JudgedAtom) }).meta({ id: 'JudgedConditions' });

/** From 0, the default last. */
const ChosenPath = z.object({ path: z.int(), label: z.string().optional(), judgements: z.array(Judgement) });

/** */
const NodeStepContext = ShownContext.omit({ condition: true, run_id: true })
  .extend({
    conditions: Judgement.optional(),
    branch: ChosenPath.optional(),
    violations: z.array(z.string()).optional(),
    variant: z.string().optional(),
  } satisfies Record<keyof NodeContext, z.ZodType>)
  .meta({ id: 'JourneyRunStepContext' });

/** J-43 */
const JourneyStep = ShownStep.omit({ step_id: true })
  .extend({
    node_id: z.string(),
    error: z.object({ message: z.string() }).nullable(),
    skip_reason: z.string().nullable(),
    context: NodeStepContext,
  })
  .meta({ id: 'JourneyRunStep' });

export const JourneyStepsAnswer = z.object({ steps: z.array(JourneyStep) }).meta({ id: 'JourneyRunSteps' });
