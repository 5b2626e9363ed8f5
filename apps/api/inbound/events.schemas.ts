import { z } from 'zod';

import { DETECTED_TYPES } from '../../../language/events/detected-type.ts';
import { EVENT_PROVIDERS, EVENT_STATUSES, EVENT_TYPES } from '../../../language/events/inbound-event.ts';
import { JudgedAtom } from '../http/judged-atom.ts';
import { Paging } from '../http/paging.ts';
import { InstantFrom, Limit, TextList } from '../http/query-fields.ts';

const Type = z.enum(EVENT_TYPES);

const page = {
  type: TextList.pipe(z.array(Type)).optional(),
  limit: Limit({ absent: 20, max: 100 }),
  cursor: z.string().optional(),
};

/** Query of GET `/inbound/events`. */
export const EventsQuery = z.object({ ...page, user_id: z.string().trim().optional(), since: InstantFrom.optional() });

/** Query of GET `/inbound/events/names`. */
export const EventNamesQuery = z.object(page);

/** What a journey or automation that the event might start did: `run_id`, or why there is no run. N-28 */
const Outcome = z
  .object({
    kind: z.enum(['journey', 'automation']),
    id: z.string(),
    run_id: z.string().optional(),
    reason: z.string().optional(),
    conditions: z.array(JudgedAtom).optional(),
  })
  .meta({ id: 'InboundEventOutcome' });

const EventAnswer = z
  .object({
    id: z.string(),
    provider: z.enum(EVENT_PROVIDERS),
    webhook: z.string().optional(),
    type: Type,
    name: z.string().optional(),
    user_id: z.string().trim().optional(),
    message_id: z.string().optional(),
    received_at: z.iso.datetime(),
    status: z.enum(EVENT_STATUSES),
    attempts: z.number().int(),
    next_attempt_at: z.iso.datetime().optional(),
    reason: z.string().optional(),
    outcomes: z.array(Outcome),
  })
  .meta({ id: 'InboundEventDetails' });

export const EventsAnswer = z
  .object({ results: z.array(EventAnswer), paging: Paging })
  .meta({ id: 'InboundEventList' });

const EventNameAnswer = z
  .object({
    type: Type,
    webhook: z.string().optional(),
    name: z.string().optional(),
    last_seen_at: z.iso.datetime(),
    properties: z.array(z.object({ path: z.string(), types: z.array(z.enum(DETECTED_TYPES)) })),
  })
  .meta({ id: 'InboundEventName' });

export const EventNamesAnswer = z
  .object({ results: z.array(EventNameAnswer), paging: Paging })
  .meta({ id: 'InboundEventNameList' });
