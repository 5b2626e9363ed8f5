import { z } from 'zod';

import { REDIRECTS } from '../../activities/ports/redirects.ts';
import { isJsonObject } from '../../language/json/json.ts';
import { DurationText } from '../../language/time/duration-text.ts';
import { parseInstant } from '../../language/time/instant.ts';
import { meantVariant } from './meant-variant.ts';

const NoAnswer = z.strictObject({ error: z.string().min(1).max(1_000) });

/** What is not said of it is a success without content. */
const Answer = z
  .strictObject({
    status: z.int().min(200).max(599).default(200),
    body: z.json().default({}),
    headers: z.record(z.string(), z.string()).default({}),
    error: z.never().optional(),
  })
  .superRefine(({ status, headers }, { addIssue }) => {
    const location = Object.keys(headers).find((name) => name.toLowerCase() === 'location');
    if (location === undefined || !REDIRECTS.has(status)) return;
    const message = 'is followed in a real run: assume the answer that it leads to';
    addIssue({ code: 'custom', path: ['headers', location], message });
  });

/** How a server answers. */
const AssumedAnswer = meantVariant(z.union([NoAnswer, Answer]), (value) =>
  isJsonObject(value) && Object.hasOwn(value, 'error') ? 0 : 1,
);

const AssumedAnswers = meantVariant(z.union([AssumedAnswer, z.array(AssumedAnswer).min(1).max(100)]), (value) =>
  Array.isArray(value) ? 1 : 0,
);

const InstantText = z.string().refine((text) => parseInstant(text) !== undefined, 'must be an ISO 8601 date or time');

/** When it happens: so long after the start, or at an instant. */
const when = { after: DurationText.optional(), at: InstantText.optional() };

const isOneOf = ({ after, at }: { after?: string; at?: string }) => (after === undefined) !== (at === undefined);
const ONE_OF = 'needs either after or at';

const AssumedEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('cancel'), ...when }).refine(isOneOf, ONE_OF),
  z
    .strictObject({
      type: z.literal('batch_member'),
      node: z.string(),
      data: z.record(z.string(), z.json()).default({}),
      ...when,
    })
    .refine(isOneOf, ONE_OF),
]);

/** Statuses that come back for a message, as `refs.<name>.status` then tells. */
const AssumedDelivery = z.strictObject({
  status: z.enum(['SENT', 'DELIVERED', 'OPENED', 'CLICKED', 'UNDELIVERABLE']),
  /** After it was sent; absent: with the answer of the provider. */
  after: DurationText.optional(),
});

/**
 * What a simulation takes for granted. Steps go by their ref, their id, or their order in digits. What is not assumed happens as
 * it usually does: servers answer with an empty object, providers take what they are handed, throttles let pass.
 */
export const Assumptions = z.strictObject({
  /** A list has an answer for each try; its last one stands for all that follow. */
  fetches: z.record(z.string(), AssumedAnswers).default({}),
  deliveries: z.record(z.string(), AssumedDelivery).default({}),
  /** In no order. */
  events: z.array(AssumedEvent).max(1_000).default([]),
  /** Nodes at which the run is stopped. */
  throttled: z.array(z.string()).max(500).default([]),
});

export type Assumptions = z.output<typeof Assumptions>;
export type AssumedAnswer = z.output<typeof AssumedAnswer>;
export type AssumedDelivery = z.output<typeof AssumedDelivery>;
export type AssumedEvent = z.output<typeof AssumedEvent>;

/** Of a simulation that takes nothing for granted. */
export const NO_ASSUMPTIONS: Assumptions = { fetches: {}, deliveries: {}, events: [], throttled: [] };
