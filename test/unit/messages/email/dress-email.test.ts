import { describe, expect, it } from 'vitest';

import { compileBrand } from '../../../../messages/brand/compile-brand.ts';
import { MOST_BYTES } from '../../../../messages/email/mail-size.ts';
import { brandOf } from '../../../support/brands.ts';
import { renderMessage } from '../../../support/render-message.ts';

const raw = (html: string) => ({ elements: [{ type: 'channel', channel: 'email', raw: { html } }] });
const own = (html: string) => ({ elements: [{ type: 'html', content: html }] });
const brand = (email: object) => compileBrand(brandOf('acme', { settings: { email } }));

/** What is sent of content, and what it goes without. */
function dress(
  content: object,
  { data = {}, profile = {}, email }: { data?: object; profile?: object; email?: object } = {},
) {
  const warnings: string[] = [];
  const scope = { data, profile } as Parameters<typeof renderMessage>[1];
  const warn = (warning: string) => warnings.push(warning);
  const rendered = renderMessage(content, scope, { warn, ...(email && { brand: brand(email) }) });
  return { ...rendered, warnings, bytes: Buffer.byteLength(rendered.html ?? '') };
}

describe('the document around a mail', () => {
  it.each([
    ['de_AT', 'de-at'],
    ['fr', 'fr'],
    [undefined, 'en'],
    ['"><script>', 'en'],
  ])('§11.3 email: is complete, and in the language of the reader: %s', (locale, lang) => {
    const { html } = dress({ title: 'A & B', body: 'x' }, { profile: { locale } });
    expect(html).toMatch(/^<!doctype html>\n<html lang="/);
    expect(html).toContain(`<html lang="${lang}">`);
    expect(html).toContain('<meta charset="utf-8">');
    expect(html).toContain('<meta name="viewport" content="width=device-width,initial-scale=1">');
    expect(html).toContain('<title>A &amp; B</title>');
    expect(html).toContain('width="600" style="width:100%;max-width:600px');
  });
});

describe('inlined styles', () => {
  const css =
    'p{color:red} .x{margin:1px} p:hover{color:blue} @media (max-width:9px){p{color:green}} @font-face{font-family:f}';
  const styled = `<style>${css}</style><p style="margin:2px">a &amp; {{{v}}}</p><p class="x">b</p>`;

  it.each([own(styled), raw(`<html><head></head><body>${styled}</body></html>`)])(
    '§11.3 email: rules stand on their elements, what they say themselves above them: %j',
    (content) => {
      const { html = '', warnings } = dress(content, { data: { v: '{{ <% é' } });
      expect(html).toContain('<p style="color: red; margin: 2px;">a &amp; {{ <% é</p>');
      expect(html).toContain('<p class="x" style="color: red; margin: 1px;">b</p>');
      const [, left] = /<style>([\s\S]*)<\/style>/.exec(html) ?? [];
      expect(left?.replace(/\s+/g, '')).toBe(
        'p:hover{color:blue;}@media(max-width:9px){p{color:green;}}@font-face{font-family:f;}',
      );
      expect(warnings).toEqual([]);
    },
  );

  it('§11.3 email: rules of a brand apply to the content, and nothing is fetched', () => {
    const content =
      '<style>@import url("http://127.0.0.1:9/x.css"); h1{color:#123456}</style><link rel="stylesheet" href="http://127.0.0.1:9/x">';
    const { html } = dress(
      { elements: [{ type: 'text', content: 'Hi', text_style: 'h1' }] },
      { email: { head: { content } } },
    );
    expect(html).toMatch(/<h1 style="color: #123456;[^"]*">Hi/);
    expect(html).not.toContain('@import');
  });

  it('§11.3 email: what has no rules is left as it is, to the letter', () => {
    const html = '<P ALIGN=left>a<br/>b';
    expect(dress(raw(html)).html).toBe(html);
  });

  it.each<[string, string]>([
    ['variables in a circle', 'p{--a:var(--b);--b:var(--a);color:var(--a)}'],
    ['many blanks', `p${' '.repeat(50_000)}x{color:red}`],
    ['many rules', 'p x y z{a:b}'.repeat(5_000)],
    ['deep rules', `x ${'div '.repeat(20)}{color:red}`],
    ['searching rules', ':not(:nth-child(3)) ~ p ~ p{color:red}'],
    ['open braces', '{a'.repeat(20_000)],
    ['open brackets', 'a('.repeat(20_000)],
  ])('§11.3 email: %s keep nobody waiting', (_what, rules) => {
    const { html, bytes } = dress(own(`<style>${rules}</style>${'<div>'.repeat(150)}<p>x</p>${'<p></p>'.repeat(300)}`));
    expect(html).toContain('x</p>');
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('§11.3 email: braces of other template languages in a value are only text, and keep nobody waiting', () => {
    const v = '{{}}<%%>'.repeat(10_000);
    expect(dress(own('<style>p{color:red}</style><p>{{{v}}}</p>'), { data: { v } }).html).toContain(v);
  });

  it.each([`${'<div>'.repeat(500)}`, '<p></p>'.repeat(6_000)])(
    '§11.3 email: styles of a document that is too much stay in its head, and the history says so',
    (html) => {
      const { html: sent, warnings } = dress(own(`<style>p{color:red}</style>${html}`));
      expect(sent).toContain('<style>p{color:red}</style>');
      expect(warnings).toEqual(['its styles stay in its head: written on every element they would be too much']);
    },
  );
});

describe('the size of a mail', () => {
  const big = '<p>{{text}}</p>';
  const written = (bytes: number) => ({ data: { text: 'x'.repeat(bytes) } });

  it('§11.3 email: goes with its brand up to 102,000 bytes', () => {
    const footer = { content: 'Bye' };
    const frame = dress(own(big), { ...written(0), email: { footer } }).bytes;
    const most = dress(own(big), { ...written(MOST_BYTES - frame), email: { footer } });
    expect([most.bytes, most.warnings]).toEqual([MOST_BYTES, []]);
    const more = dress(own(big), { ...written(MOST_BYTES - frame + 1), email: { footer } });
    expect(more.bytes).toBeLessThan(MOST_BYTES);
    expect(more.warnings).toEqual(['it goes without its brand, with which it would have more than 102000 bytes']);
    expect([more.html?.includes('Bye'), more.text?.endsWith('Bye')]).toEqual([false, true]);
  });

  it('§11.3 email: counts bytes, not characters', () => {
    const { html, warnings } = dress(own(big), { data: { text: 'é'.repeat(60_000) } });
    expect([html, warnings]).toEqual([
      undefined,
      ['it goes as plain text only: its HTML would have more than 102000 bytes'],
    ]);
  });

  it.each([own(big), raw(big)])('§11.3 email: what is too large by itself goes as plain text: %j', (content) => {
    const { html, text, warnings } = dress(content, written(MOST_BYTES));
    expect([html, text?.length]).toEqual([undefined, MOST_BYTES]);
    expect(warnings).toEqual(['it goes as plain text only: its HTML would have more than 102000 bytes']);
  });

  it('§11.3 email: inlining may not make it too large', () => {
    const css = `<style>p{color:#123456;background:#ffffff;font-family:'A Long Name Of A Font'}</style>`;
    const { html = '', bytes, warnings } = dress(own(`${css}${'<p>x</p>'.repeat(2_000)}`));
    expect(html).toContain(css);
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
    expect(warnings).toEqual(['its styles stay in its head: written on every element they would be too much']);
  });

  it('§11.3 email: without its brand it stays on the brand’s background, for which its colors were chosen', () => {
    const templateOverride = {
      enabled: true,
      blocksBackgroundColor: '#000000',
      backgroundColor: '#222222',
      header: 'x'.repeat(5_000),
    };
    const { html = '', warnings } = dress(own(big), { ...written(99_000), email: { templateOverride } });
    expect(warnings).toEqual([expect.stringContaining('without its brand')]);
    expect(html).toMatch(/background-color:#222222[\s\S]*max-width:600px;background-color:#000000[\s\S]*color:#ffffff/);
  });

  it('§11.3 email: a brand that cannot be rendered is left out', () => {
    const footer = { content: '{{#each items}}{{#each ../items}}{{this}}{{/each}}{{/each}}' };
    const { html, warnings } = dress({ body: 'Hi' }, { data: { items: Array(2_000).fill('x') }, email: { footer } });
    expect(html).toContain('Hi');
    expect(warnings).toEqual([
      expect.stringMatching(/^it goes without its brand, which cannot be rendered: settings\.email\.footer\.content: /),
    ]);
  });

  it.each(['</style><!--', '</style><textarea>', '</style><p title="'])(
    '§11.3 email: a brand in which a value would swallow the content is left out: %s',
    (css) => {
      const email = { head: { content: '<style>{{{data.css}}}</style>' } };
      const dressed = dress({ body: 'Hi' }, { data: { css: 'p{color:red}' }, email });
      expect([dressed.html, dressed.warnings]).toEqual([expect.stringContaining('Hi'), []]);
      const { html, warnings } = dress({ body: 'Hi' }, { data: { css }, email });
      expect(html).toContain('Hi');
      expect(html).not.toContain(css);
      expect(warnings).toEqual([
        expect.stringMatching(/^it goes without its brand, which cannot be rendered: settings\.email\.head\.content: /),
      ]);
    },
  );
});
