import { describe, expect, it } from 'vitest';

import { compileBrand } from '../../../../messages/brand/compile-brand.ts';
import { inheritBrand, inheritsDefault } from '../../../../messages/brand/inherit-brand.ts';
import { brandOf } from '../../../support/brands.ts';
import { renderMessage } from '../../../support/render-message.ts';

const content = {
  elements: [
    { type: 'meta', title: 'T' },
    { type: 'text', content: 'Read [this](https://x.io/a).' },
    { type: 'action', content: 'Go', href: 'https://x.io/b' },
  ],
};

const render = (body: object, scope: object = {}, written: object = content) =>
  renderMessage(written, scope, { brand: compileBrand(brandOf('acme', body)) });

const email = (settings: object) => ({ settings: { email: settings } });
const logo = { image: 'https://acme.example/l.png', href: 'https://acme.example/' };

describe('mail with a brand', () => {
  it('§11.3 brand: links and buttons have its primary color', () => {
    const { html } = render({ settings: { colors: { primary: '#9121c2' } } });
    expect(html).toContain('<a href="https://x.io/a" style="color:#9121c2">this</a>');
    expect(html).toMatch(/<a href="https:\/\/x\.io\/b" style="[^"]*background-color:#9121c2;color:#ffffff/);
  });

  it('§11.3 brand: a light color is for buttons, with dark letters; links that nobody could read keep theirs', () => {
    const { html } = render({ settings: { colors: { primary: '#fd0' } } });
    expect(html).toMatch(/background-color:#fd0;color:#111827/);
    expect(html).toContain('style="color:#1a56db">this');
  });

  it('§11.3 brand: bar and logo above the content, the footer below it and in the text', () => {
    const { html = '', text } = render(
      email({
        header: { logo, barColor: '#123456' },
        footer: { content: 'Acme Ltd, **{{city}}**\n\n[Stop](https://acme.example/u)' },
      }),
      { data: { city: 'Ulm *a*' } },
    );
    const places = [
      'background-color:#123456',
      '<a href="https://acme.example/"><img src',
      'Read ',
      'Acme Ltd',
      'Stop',
    ];
    const found = places.map((place) => html.indexOf(place));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found).not.toContain(-1);
    expect(html).toContain('alt="acme"');
    expect(html).toContain('<strong>Ulm *a*</strong>');
    expect(text).toBe(
      'Read this (https://x.io/a).\n\nGo: https://x.io/b\n\nAcme Ltd, Ulm *a*\n\nStop (https://acme.example/u)',
    );
  });

  it('§11.3 brand: a footer of HTML is the author’s own, and values in it are escaped', () => {
    const footer = { content: '<p>{{who}} <a href="{{url}}">out</a></p>' };
    const { html, text } = render(email({ footer }), { data: { who: '<b>&', url: 'javascript:alert(1)' } });
    expect(html).toContain('<p>&lt;b&gt;&amp; <a href="#">out</a></p>');
    expect(text).toMatch(/\n\n<b>& out$/);
  });

  it('§11.3 brand: hostile values of its texts and name stay text', () => {
    const hostile = '"><script>alert(1)</script>';
    const header = { logo: { image: 'https://x.io/{{x}}', href: '{{y}}' } };
    const { html } = render(
      { name: hostile, ...email({ header, footer: { content: '{{x}}' } }) },
      { data: { x: hostile, y: 'javascript:alert(1)' } },
    );
    expect(html).not.toContain('<script');
    expect(html).not.toContain('javascript:');
    expect(html).toContain('alt="&quot;&gt;&lt;script&gt;');
  });

  it('§11.3 brand: an override stands in place of header and footer, as wide and in the colors it says', () => {
    const templateOverride = {
      enabled: true,
      width: '480px',
      backgroundColor: '#eeeeee',
      blocksBackgroundColor: '#000000',
      footerBackgroundColor: '#00ff00',
      head: '<style>.own{color:#ff0000}</style>',
      header: '<p class="own">{{brand.name}} {{brand.colors.primary}}</p>',
      footer: '<p>Bye {{{raw}}}</p>',
    };
    const settings = { colors: { primary: '#9121c2' }, email: { header: { logo }, footer: { content: 'Not this' } } };
    const write = (more: object) => {
      const body = {
        settings: { ...settings, email: { ...settings.email, templateOverride: { ...templateOverride, ...more } } },
      };
      const brand = compileBrand(brandOf('acme', body));
      return renderMessage(content, { data: { raw: '<i>x</i>' }, brand: brand.variables }, { brand });
    };
    const { html, text } = write({});
    expect(html).toContain('<p class="own" style="color: #ff0000;">acme #9121c2</p>');
    expect(html).toContain('width="480" style="width:100%;max-width:480px;background-color:#000000"');
    expect(html).toContain('background-color:#eeeeee');
    expect(html).toContain('<tr><td style="background-color:#00ff00"><p>Bye <i>x</i></p></td></tr>');
    expect(html).toMatch(/color:#ffffff">\n<p/);
    expect(html).not.toMatch(/l\.png|Not this/);
    expect(text).toMatch(/\n\nBye x$/);
    expect(write({ enabled: false }).html).toMatch(/l\.png[\s\S]*Not this/);
  });

  it('§11.3 brand: a footer of an override may go across the window', () => {
    const footer = { enabled: true, footer: '<p>Bye</p>', footerBackgroundColor: '#00ff00' };
    const across = render(email({ templateOverride: { ...footer, footerFullWidth: true } })).html ?? '';
    expect(across).toMatch(/<\/table>\n<\/td><\/tr>\n<tr><td style="background-color:#00ff00"><p>Bye/);
  });

  it('§11.3 brand: snippets stand for their names', () => {
    const body = {
      ...email({ footer: { content: 'A {{> sign }} {{>sign}}' } }),
      snippets: { items: [{ name: 'sign', value: '{{x}}!' }] },
    };
    expect(render(body, { data: { x: 1 } }).text).toMatch(/\n\nA 1! 1!$/);
  });

  it('N-07 brand: its texts may miss a variable, however strict the content is', () => {
    const strict = { ...content, scope: 'strict' };
    expect(render(email({ footer: { content: 'Bye {{gone}}!' } }), {}, strict).text).toMatch(/Bye !$/);
  });

  it.each<[object, string]>([
    [email({ footer: { content: '{{#if}}' } }), 'settings.email.footer.content: is not valid Handlebars on line 1'],
    [email({ head: { content: '{{foo x}}' } }), 'settings.email.head.content: uses the unknown helper "foo"'],
    [
      email({ templateOverride: { enabled: false, header: '{{> gone}}' } }),
      'settings.email.templateOverride.header: uses the snippet "gone", which this brand does not have',
    ],
  ])('§11.3 brand: %j is refused', (body, problem) => {
    expect(() => compileBrand(brandOf('acme', body))).toThrow(problem);
  });

  it('§11.3 brand: snippets cannot make much of little', () => {
    const body = {
      ...email({ footer: { content: '{{>a}}'.repeat(1_000) } }),
      snippets: { items: [{ name: 'a', value: 'x'.repeat(20_000) }] },
    };
    expect(() => compileBrand(brandOf('acme', body))).toThrow('has more than 262144 characters with its snippets');
  });
});

describe('inheritDefault', () => {
  const usual = brandOf('usual', {
    settings: { colors: { primary: '#111111' }, email: { header: { logo }, footer: { content: 'Usual {{> s}}' } } },
    snippets: { items: [{ name: 's', value: 'words' }] },
  });

  it('§11.3 brand: a part that says so is that of the default brand, its snippets included', () => {
    const own = { header: { barColor: '#123456' }, footer: { content: 'Own', inheritDefault: true } };
    const brand = brandOf('acme', email(own));
    expect([inheritsDefault(brand), inheritsDefault(usual)]).toEqual([true, false]);
    const { html, text } = renderMessage(content, {}, { brand: compileBrand(inheritBrand(brand, usual)) });
    expect(text).toMatch(/\n\nUsual words$/);
    expect(html).toContain('#123456');
    expect(html).not.toMatch(/l\.png|#111111/);
  });
});
