import { z } from 'zod';
import { nameType } from '../reference/name-type.ts';
import { Color, common, Flag, locales, Text, Width } from './element-fields.ts';

/** How a run of text looks. */
export const look = {
  color: Color.nullish(),
  bold: Flag,
  italic: Flag,
  strikethrough: Flag,
  underline: Flag,
};

const Said = z.object({ content: Text.nullish() });

/** Text that goes on where the run before it ended. */
const StringRun = z
  .object({ type: z.literal('string'), content: Text, locales: locales(Said), ...look, ...common })
  .meta({ id: 'StringRun' });

/** A link within text. */
const LinkRun = z
  .object({
    type: z.literal('link'),
    content: Text,
    href: Text.nullish(),
    locales: locales(Said.extend({ href: Text.nullish() })),
    ...look,
    ...common,
  })
  .meta({ id: 'LinkRun' });

/** An image within text. */
const ImgRun = z
  .object({
    type: z.literal('img'),
    src: Text,
    href: Text.nullish(),
    alt_text: Text.nullish(),
    width: Width.nullish(),
    locales: locales(z.object({ src: Text.nullish(), href: Text.nullish(), alt_text: Text.nullish() })),
    ...common,
  })
  .meta({ id: 'ImgRun' });

/** Pieces of one paragraph. */
export const runs = [StringRun, LinkRun, ImgRun] as const;

/** What the `elements` of a text are. */
export const TextRun = z.discriminatedUnion('type', runs, { error: nameType });
export type TextRun = z.infer<typeof TextRun>;
