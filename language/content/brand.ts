import { z } from 'zod';

import { JsonRecord } from '../json/json-record.ts';
import { optional } from '../optional.ts';

/** Of what a brand says in e-mail, in characters of JSON: half of what a mail may hold. */
const MOST_CHARACTERS = 51_200;
const MOST_COLORS = 20;
const MOST_SNIPPETS = 50;

const Color = z.string().regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i, 'must be a color such as #9121c2 or #92c');
const Colors = z
  .record(z.string().min(1).max(64), Color.optional())
  .refine((colors) => Object.keys(colors).length <= MOST_COLORS, `must be at most ${MOST_COLORS} colors`);

/** A link of http or https, or a text whose variables make one. */
const Link = z
  .string()
  .max(2048)
  .refine(
    (link) => link === '' || link.includes('{{') || /^https?:\/\/[^\s\p{Cc}]+$/iu.test(link),
    'must be a link that begins with https:// or http://',
  );

/** Looked at when the brand is compiled: text with variables. */
const Text = optional(z.string());
const Flag = optional(z.boolean());

const Logo = z.object({ image: optional(Link), href: optional(Link) });

/** Pixels, as a number or with their unit. The narrowest telephone and the widest pane of a mail program. */
const Width = z.string().refine((width) => {
  const pixels = Number(/^(\d{1,4})(px)?$/.exec(width)?.[1]);
  return pixels >= 320 && pixels <= 800;
}, 'must be from 320px to 800px');

/** MJML is a language of its own, for which there is no compiler here. */
const Mjml = z
  .looseObject({ enabled: z.boolean() })
  .refine(({ enabled }) => !enabled, { path: ['enabled'], error: 'cannot be true: MJML is not available here' });

/** The author's own HTML around the content, in place of header, logo and footer. */
const TemplateOverride = z.object({
  enabled: z.boolean(),
  head: Text,
  header: Text,
  footer: Text,
  width: optional(Width),
  backgroundColor: optional(Color),
  blocksBackgroundColor: optional(Color),
  footerBackgroundColor: optional(Color),
  footerFullWidth: Flag,
  mjml: optional(Mjml),
});
export type TemplateOverride = z.infer<typeof TemplateOverride>;

const Email = z
  .object({
    head: optional(z.object({ content: Text, inheritDefault: Flag })),
    header: optional(z.object({ logo: optional(Logo), barColor: optional(Color), inheritDefault: Flag })),
    footer: optional(z.object({ content: Text, inheritDefault: Flag })),
    templateOverride: optional(TemplateOverride),
  })
  .refine((email) => JSON.stringify(email).length <= MOST_CHARACTERS, `must be at most ${MOST_CHARACTERS} characters`);
export type BrandEmail = z.infer<typeof Email>;

/** Of a widget in a web page, which reads it from here; nothing of ours does. */
const InApp = JsonRecord.refine(
  (inapp) => JSON.stringify(inapp).length <= MOST_CHARACTERS,
  `must be at most ${MOST_CHARACTERS} characters`,
);

/** How e-mail looks (`email`), in which colors. */
const BrandSettings = z
  .object({ colors: optional(Colors), email: optional(Email), inapp: optional(InApp) })
  .meta({ id: 'BrandSettings' });
export type BrandSettings = z.infer<typeof BrandSettings>;

/** A piece of text that the brand's own texts hold as `{{> name}}`. */
const Snippet = z.object({
  name: z.string().regex(/^[\w-]{1,64}$/, 'must be 1 to 64 letters, digits, _ and -'),
  value: z.string().max(20_000),
});
export type Snippet = z.infer<typeof Snippet>;

const BrandSnippets = z.object({
  items: optional(
    z
      .array(Snippet)
      .max(MOST_SNIPPETS)
      .refine((items) => new Set(items.map(({ name }) => name)).size === items.length, 'names a snippet twice'),
  ),
});

/** What is written of a brand, all of it replaced together. */
export const brandFields = {
  name: z.string().trim().min(1, 'must not be blank').max(256),
  settings: optional(BrandSettings),
  snippets: optional(BrandSnippets),
};

/** How messages of one sender look. */
export interface Brand {
  id: string;
  name: string;
  settings: BrandSettings;
  snippets: readonly Snippet[];
}
