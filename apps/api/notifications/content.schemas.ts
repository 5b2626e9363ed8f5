import { z } from 'zod';

import { Content } from '../../../language/content/content.ts';
import { JsonRecord } from '../../../language/json/json-record.ts';
import { State, WrittenState } from './notifications.schemas.ts';

/** Body of PUT `/notifications/{id}/content`. */
export const ContentWrite = z
  .object({ content: Content, state: WrittenState })
  .meta({ id: 'NotificationContentPutRequest' });

/** Body of PUT `/notifications/{id}/elements/{elementId}`: the element's fields, beside `state` or in `data`. */
export const ElementWrite = z
  .looseObject({ type: z.string(), data: JsonRecord.nullish(), state: WrittenState })
  .meta({ id: 'NotificationElementPutRequest' });

/** Body of PUT `/notifications/{id}/locales/{localeId}`: what elements say in that locale. */
export const LocaleWrite = z
  .object({ elements: z.array(z.looseObject({ id: z.string().min(1) })), state: WrittenState })
  .meta({ id: 'NotificationLocalePutRequest' });

const ElementAnswer = z.looseObject({ id: z.string().optional(), type: z.string(), checksum: z.string() });

/** A template's content; the sugar stands beside the elements where a template was written with it. */
export const ContentAnswer = z
  .object({
    version: z.string(),
    scope: z.string().optional(),
    title: z.string().optional(),
    body: z.string().optional(),
    elements: z.array(ElementAnswer),
  })
  .meta({ id: 'NotificationContentGetResponse' });

/** What every change of content answers. */
export const ContentMutationAnswer = z
  .object({
    id: z.string(),
    version: z.string(),
    state: State,
    elements: z.array(z.object({ id: z.string(), checksum: z.string() })),
  })
  .meta({ id: 'NotificationContentMutationResponse' });
