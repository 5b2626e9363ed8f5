import { z } from 'zod';

import { TemplateBody } from '../../../language/content/template.ts';
import { optional } from '../../../language/optional.ts';
import { Limit } from '../http/query-fields.ts';
import { WrittenState } from '../notifications/notifications.schemas.ts';

/** It has no alias, and no routing: its channel is the one that it was made for. */
const JourneyTemplateBody = TemplateBody.omit({ alias: true, routing: true }).meta({ id: 'JourneyTemplateBody' });

/** Body of PUT `/journeys/{id}/templates/{notificationId}`. §2.6 */
export const JourneyTemplateReplace = z
  .object({ notification: JourneyTemplateBody, state: WrittenState })
  .meta({ id: 'JourneyTemplateReplaceRequest' });

const Name = z.string().trim().min(1, 'must not be blank').max(100);

/** Body of POST `/journeys/{id}/templates`. N-51 */
export const JourneyTemplateCreate = JourneyTemplateReplace.extend({
  channel: Name,
  providerKey: optional(Name),
}).meta({ id: 'JourneyTemplateCreateRequest' });

/** Query of GET `/journeys/{id}/templates`. */
export const JourneyTemplatesQuery = z.object({
  cursor: z.string().optional(),
  limit: Limit({ absent: 20, max: 100 }),
});
