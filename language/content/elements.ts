import { z } from 'zod';
import { nameType } from '../reference/name-type.ts';
import { Align, Color, type Common, common, locales, Text, TextStyle, Width } from './element-fields.ts';
import { ListElement, type ListItem } from './list-element.ts';
import { look, TextRun } from './text-runs.ts';

const Said = z.object({ content: Text.nullish() });

/** A paragraph, heading or note: `content` with variables and a little markdown, or `elements`, its runs one by one. */
const TextElement = z
  .object({
    type: z.literal('text'),
    content: Text.nullish(),
    elements: z.array(TextRun).nullish(),
    align: Align.nullish(),
    text_style: TextStyle.nullish(),
    format: z.literal('markdown').nullish(),
    locales: locales(Said.extend({ elements: z.array(TextRun).nullish() })),
    ...look,
    ...common,
  })
  .refine(({ content, elements }) => typeof content === 'string' || elements, {
    path: ['content'],
    error: 'is required when there are no elements',
  })
  .meta({ id: 'TextElement' });

/** The subject of an email, the title elsewhere. */
const MetaElement = z
  .object({
    type: z.literal('meta'),
    title: Text.nullish(),
    locales: locales(z.object({ title: Text.nullish() })),
    ...common,
  })
  .meta({ id: 'MetaElement' });

/** A button (default) or a link. */
const ActionElement = z
  .object({
    type: z.literal('action'),
    content: Text,
    href: Text,
    action_id: z.string().nullish(),
    style: z.enum(['button', 'link']).nullish(),
    align: Align.nullish(),
    background_color: Color.nullish(),
    locales: locales(Said.extend({ href: Text.nullish() })),
    ...common,
  })
  .meta({ id: 'ActionElement' });

/** A line between elements. */
const DividerElement = z
  .object({ type: z.literal('divider'), color: Color.nullish(), ...common })
  .meta({ id: 'DividerElement' });

/** An image, with a link around it when `href` is given. Samples of the vendor spell `alt_text` in two ways. */
const ImageElement = z
  .object({
    type: z.literal('image'),
    src: Text,
    href: Text.nullish(),
    width: Width.nullish(),
    alt_text: Text.nullish(),
    altText: Text.nullish(),
    align: Align.nullish(),
    locales: locales(z.object({ src: Text.nullish(), href: Text.nullish(), alt_text: Text.nullish() })),
    ...common,
  })
  .meta({ id: 'ImageElement' });

/** A quotation with a bar at its side. Samples of the vendor spell `border_color` in two ways. */
const QuoteElement = z
  .object({
    type: z.literal('quote'),
    content: Text,
    align: Align.nullish(),
    border_color: Color.nullish(),
    borderColor: Color.nullish(),
    text_style: TextStyle.nullish(),
    locales: locales(Said),
    ...common,
  })
  .meta({ id: 'QuoteElement' });

/** The author's own HTML; variables in it are escaped unless triple-braced. */
const HtmlElement = z
  .object({ type: z.literal('html'), content: Text, locales: locales(Said), ...common })
  .meta({ id: 'HtmlElement' });

/** A note to other authors, which no reader sees. */
const CommentElement = z
  .object({
    type: z.literal('comment'),
    comment: Text.nullish(),
    content: Text.nullish(),
    object: z.json().optional(),
    ...common,
  })
  .meta({ id: 'CommentElement' });

/** Every element but the group, which may stand wherever these may. */
const leaves = [
  TextElement,
  MetaElement,
  ActionElement,
  DividerElement,
  ImageElement,
  QuoteElement,
  HtmlElement,
  ListElement,
  CommentElement,
] as const;

/** Any element that may stand inside another one. Written out for the group, since a type cannot infer itself. */
export type Element = z.infer<(typeof leaves)[number]> | GroupElement;
type GroupElement = {
  type: 'group';
  elements: Element[];
  locales?: Record<string, { elements?: Element[] | null }> | null;
} & Common;

const Elements: z.ZodType<Element[]> = z.lazy(() => z.array(Element));

/** Elements that come and go together. */
const GroupElement = z
  .object({
    type: z.literal('group'),
    elements: Elements,
    locales: locales(z.object({ elements: Elements.nullish() })),
    ...common,
  })
  .meta({ id: 'GroupElement' });

/** The elements that may stand inside another one, and beside channel elements. */
export const elements = [...leaves, GroupElement] as const;

export const Element = z.discriminatedUnion('type', elements, { error: nameType });

/** Any element below the top level, those within a text or a list included. */
export type AnyElement = Element | ListItem | TextRun;
