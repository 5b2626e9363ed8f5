import { z } from 'zod';
import { nameType } from '../reference/name-type.ts';
import { Color, type Common, common, locales, Text } from './element-fields.ts';
import { runs, type TextRun } from './text-runs.ts';

type Words = { content?: string | null; elements?: (TextRun | ListElement)[] | null };

/** One entry of a list. */
export type ListItem = {
  type: 'list-item';
  background_color?: string | null;
  locales?: Record<string, Words> | null;
} & Words &
  Common;

/** Entries that are numbered, or marked, when `list_type` does not say `ordered`. */
export type ListElement = {
  type: 'list';
  list_type?: 'ordered' | 'unordered' | null;
  imgSrc?: string | null;
  imgHref?: string | null;
  elements: ListItem[];
} & Common;

const Parts: z.ZodType<(TextRun | ListElement)[]> = z.lazy(() =>
  z.array(z.discriminatedUnion('type', [...runs, ListElement], { error: nameType })),
);

const words = { content: Text.nullish(), elements: Parts.nullish() };

const ListItem = z
  .object({
    type: z.literal('list-item'),
    background_color: Color.nullish(),
    locales: locales(z.object(words)),
    ...words,
    ...common,
  })
  .refine(({ content, elements }) => typeof content === 'string' || elements, {
    path: ['content'],
    error: 'is required when there are no elements',
  })
  .meta({ id: 'ListItem' });

export const ListElement = z
  .object({
    type: z.literal('list'),
    list_type: z.enum(['ordered', 'unordered']).nullish(),
    imgSrc: Text.nullish(),
    imgHref: Text.nullish(),
    elements: z.array(ListItem),
    ...common,
  })
  .meta({ id: 'ListElement' });
