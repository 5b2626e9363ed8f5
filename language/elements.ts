import { z } from 'zod';

import { Align, Color, Flag, Text, TextStyle, Width, common } from './element-fields.ts';
import { quoted } from './expression/quoted.ts';

/** A paragraph, heading or note; `content` may hold variables and a little markdown. */
const TextElement = z
  .object({
    type: z.literal('text'),
    content: Text,
    align: z.enum(['left', 'center', 'right']).nullish(),
    text_style: TextStyle.nullish(),
    color: Color.nullish(),
    bold: Flag,
    italic: Flag,
    strikethrough: Flag,
    underline: Flag,
    format: z.literal('markdown').nullish(),
    ...common,
  })
  .meta({ id: 'TextElement' });

/** The subject of an email, the title elsewhere. */
const MetaElement = z.object({ type: z.literal('meta'), title: Text.nullish(), ...common }).meta({ id: 'MetaElement' });

/** A button (default) or a link. */
const ActionElement = z
  .object({
    type: z.literal('action'),
    content: Text,
    href: Text,
    style: z.enum(['button', 'link']).nullish(),
    align: Align.nullish(),
    background_color: Color.nullish(),
    ...common,
  })
  .meta({ id: 'ActionElement' });

/** A line between elements. */
const DividerElement = z
  .object({ type: z.literal('divider'), color: Color.nullish(), ...common })
  .meta({ id: 'DividerElement' });

/** An image, with a link around it when `href` is given. */
const ImageElement = z
  .object({
    type: z.literal('image'),
    src: Text,
    href: Text.nullish(),
    width: Width.nullish(),
    alt_text: Text.nullish(),
    align: Align.nullish(),
    ...common,
  })
  .meta({ id: 'ImageElement' });

/** A quotation with a bar at its side. */
const QuoteElement = z
  .object({
    type: z.literal('quote'),
    content: Text,
    align: Align.nullish(),
    border_color: Color.nullish(),
    text_style: TextStyle.nullish(),
    ...common,
  })
  .meta({ id: 'QuoteElement' });

/** The author's own HTML; variables in it are escaped unless triple-braced. */
const HtmlElement = z.object({ type: z.literal('html'), content: Text, ...common }).meta({ id: 'HtmlElement' });

const leaves = [
  TextElement,
  MetaElement,
  ActionElement,
  DividerElement,
  ImageElement,
  QuoteElement,
  HtmlElement,
] as const;

/** Any element that may stand inside another one. Written out for the group, since a type cannot infer itself. */
export type Element = z.infer<(typeof leaves)[number]> | GroupElement;
type GroupElement = { type: 'group'; elements: Element[] } & z.infer<z.ZodObject<typeof common>>;

/** Elements that come and go together. */
const GroupElement = z
  .object({
    type: z.literal('group'),
    ...common,
    get elements(): z.ZodType<Element[]> {
      return z.array(Element);
    },
  })
  .meta({ id: 'GroupElement' });

const Element = z.discriminatedUnion('type', [...leaves, GroupElement], { error: nameType });

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
    ...common,
  })
  .refine(({ elements, raw }) => elements || raw, { path: ['elements'], error: 'is required when there is no raw' })
  .meta({ id: 'ChannelElement' });
export type ChannelElement = z.infer<typeof ChannelElement>;

/** Any element of a content's top level. */
export const TopElement = z.discriminatedUnion('type', [...leaves, GroupElement, ChannelElement], { error: nameType });
export type TopElement = z.infer<typeof TopElement>;

function nameType({ code, input, options }: { code?: string; input?: unknown; options?: unknown }): string | undefined {
  if (code !== 'invalid_union') return undefined;
  const type = (input as { type?: unknown }).type;
  const known = (options as string[]).join(', ');
  return typeof type === 'string'
    ? `${quoted(type)} is not an element this place can hold; it can be one of ${known}`
    : `must name the element's type, one of ${known}`;
}
