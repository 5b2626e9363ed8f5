import { z } from 'zod';

const Message = z
  .object({
    recipient: z.string(),
    channel: z.string().optional(),
    provider: z.string().optional(),
    address: z.string().optional(),
    rendered: z.record(z.string(), z.unknown()).optional(),
    status: z.string(),
    reason: z.string().optional(),
    error: z.string().optional(),
    at: z.iso.datetime(),
    local: z.string(),
  })
  .meta({ id: 'SimulatedMessage' });

const Fetched = z.object({
  url: z.string(),
  method: z.string(),
  assumed: z.boolean(),
  status: z.int().optional(),
});

/** A step has `step_id` and `action`, a node `node_id` and `type`. */
const Entry = z
  .object({
    at: z.iso.datetime(),
    local: z.string(),
    order: z.int(),
    step_id: z.string().optional(),
    node_id: z.string().optional(),
    ref: z.string().optional(),
    action: z.string().optional(),
    type: z.string().optional(),
    status: z.string(),
    reason: z.string().optional(),
    condition: z.unknown().optional(),
    context: z.record(z.string(), z.unknown()).optional(),
    until: z.iso.datetime().optional(),
    until_local: z.string().optional(),
    planned_until: z.iso.datetime().optional(),
    planned_until_local: z.string().optional(),
    messages: z.array(Message).optional(),
    listed: z.string().optional(),
    recipients: z.int().optional(),
    fetched: z.array(Fetched).optional(),
    batch: z.object({ items: z.int(), ended_by: z.enum(['max_items', 'max_wait_period', 'wait_period']) }).optional(),
    invokes: z.object({ template: z.string(), context: z.record(z.string(), z.unknown()) }).optional(),
  })
  .meta({ id: 'SimulatedStep' });

/** A timeline as it goes over the wire and into files. */
export const TimelineAnswer = z
  .object({
    run: z.object({
      status: z.string(),
      reason: z.string().optional(),
      started_at: z.iso.datetime(),
      ended_at: z.iso.datetime(),
    }),
    timeline: z.array(Entry),
    cost: z.object({ events: z.int(), actions: z.int() }),
    warnings: z.array(z.object({ step: z.string().optional(), message: z.string() })),
    assumptions_needed: z.array(
      z.object({
        kind: z.enum(['automation', 'fetch', 'list', 'profile', 'template']),
        step: z.string(),
        name: z.string(),
        message: z.string(),
      }),
    ),
  })
  .meta({ id: 'Simulation' });
export type TimelineAnswer = z.infer<typeof TimelineAnswer>;
export type AnsweredEntry = TimelineAnswer['timeline'][number];
