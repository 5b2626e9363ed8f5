import { z } from 'zod';
import { nameType } from '../reference/name-type.ts';
import { common, locales, Text } from './element-fields.ts';
import { Element, elements } from './elements.ts';

/** A whole message for one channel, given field by field instead of by elements. */
const RawContent = z
  .object({
    subject: Text.nullish(),
    title: Text.nullish(),
    html: Text.nullish(),
    text: Text.nullish(),
    transformers: z.array(z.literal('handlebars', 'can only be handlebars')).nullish(),
  })
  .refine(({ html, text }) => typeof html === 'string' || typeof text === 'string', 'needs html or text')
  .meta({ id: 'RawContent' });
export type RawContent = z.infer<typeof RawContent>;

/** What one channel shows instead of the rest; `default` stands for every channel not named. Top level only. */
const ChannelElement = z
  .object({
    type: z.literal('channel'),
    channel: z.string().min(1),
    elements: z.array(Element).nullish(),
    raw: RawContent.nullish(),
    locales: locales(z.object({ elements: z.array(Element).nullish(), raw: RawContent.nullish() })),
    ...common,
  })
  .refine(({ elements, raw }) => elements || raw, { path: ['elements'], error: 'is required when there is no raw' })
  .meta({ id: 'ChannelElement' });
export type ChannelElement = z.infer<typeof ChannelElement>;

/** Any element of a content's top level. */
export const TopElement = z.discriminatedUnion('type', [...elements, ChannelElement], { error: nameType });
export type TopElement = z.infer<typeof TopElement>;
