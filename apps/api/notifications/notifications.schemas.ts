import { z } from 'zod';

import { TemplateBody } from '../../../language/content/template.ts';
import { Paging } from '../http/paging.ts';
import { Limit } from '../http/query-fields.ts';

export const State = z.enum(['DRAFT', 'PUBLISHED']);

/** What is to become of what is written; read in any case. */
export const WrittenState = z
  .string()
  .regex(/^(draft|published)$/i, 'must be DRAFT or PUBLISHED')
  .nullish();

/** Body of POST and PUT. */
export const TemplateWrite = z
  .object({
    notification: TemplateBody,
    state: WrittenState,
  })
  .meta({ id: 'NotificationTemplateWrite' });

/** Body of POST `/notifications/{id}/publish`; no body publishes the draft. */
export const TemplatePublish = z
  .object({
    version: z
      .string()
      .regex(/^v\d{1,9}$/, 'must be the name of a version, such as v001')
      .nullish(),
  })
  .nullish()
  .meta({ id: 'NotificationTemplatePublish' });

/** Query of GET `/notifications/{id}` and of GET `/notifications/{id}/content`. */
export const TemplateQuery = z.object({
  version: z
    .string()
    .regex(/^(draft|published|v\d{1,9})$/, 'must be draft, published or the name of a version, such as v001')
    .default('published'),
});

export const TemplatesQuery = z.object({ cursor: z.string().optional(), event_id: z.string().optional() });

export const VersionsQuery = z.object({
  cursor: z
    .string()
    .regex(/^v\d{1,9}$/, 'not a cursor of this list')
    .optional(),
  limit: Limit({ absent: 10, max: 10 }),
});

const Summary = z.object({
  id: z.string(),
  name: z.string(),
  tags: z.array(z.string()),
  state: State,
  created: z.int(),
  creator: z.string(),
  updated: z.int().optional(),
  updater: z.string().optional(),
});

const TemplateSummary = Summary.meta({ id: 'NotificationTemplateSummary' });

export const TemplateAnswer = Summary.extend({
  alias: z.string().optional(),
  brand: z.object({ id: z.string() }).nullable(),
  subscription: z.object({ topic_id: z.string() }).nullable(),
  routing: z.object({ strategy_id: z.string() }).nullable(),
  content: z.record(z.string(), z.unknown()),
  /** Of a journey's template. */
  channel: z.string().optional(),
  providerKey: z.string().optional(),
}).meta({ id: 'NotificationTemplate' });

export const TemplatesAnswer = z
  .object({ results: z.array(TemplateSummary), paging: Paging })
  .meta({ id: 'NotificationTemplateList' });

const Version = z.object({
  version: z.string(),
  created: z.int(),
  creator: z.string(),
  has_changes: z.boolean().optional(),
});

export const VersionsAnswer = z
  .object({ versions: z.array(Version), paging: Paging })
  .meta({ id: 'NotificationTemplateVersions' });
