import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { brandFields } from '../../../../language/content/brand.ts';

const Body = z.object(brandFields);

/** What is wrong with a body, as paths and messages. */
function problemsOf(body: object): string[] {
  const { error } = Body.safeParse({ name: 'Acme', ...body });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

/** All there is, as the SDK has it. */
const whole = {
  name: 'Acme',
  settings: {
    colors: { primary: '#9121c2', secondary: '#92c', accent: '#ABCDEF' },
    email: {
      head: { inheritDefault: false, content: '<style>p{color:red}</style>' },
      header: { logo: { image: 'https://acme.example/logo.png', href: '{{tenant.home}}' }, barColor: '#9121c2' },
      footer: { content: 'Acme', inheritDefault: true },
      templateOverride: { enabled: true, width: '640px', head: '', header: '<b>x</b>', mjml: { enabled: false } },
    },
    inapp: { colors: { primary: '#000' }, placement: 'top' },
  },
  snippets: { items: [{ name: 'sign-off', value: 'Yours' }] },
};

const COLOR = 'must be a color such as #9121c2 or #92c';
const LINK = 'must be a link that begins with https:// or http://';
const email = (settings: object) => ({ settings: { email: settings } });
const logo = (fields: object) => email({ header: { logo: fields } });
const override = (fields: object) => email({ templateOverride: { enabled: true, ...fields } });

describe('what may be written of a brand', () => {
  it('§11.3 brand: all of it is kept as it is', () => {
    expect(Body.parse(whole)).toEqual(whole);
  });

  it('§11.3 W-13 brand: null says the same as nothing, and unknown fields are dropped', () => {
    const settings = { colors: null, email: { footer: null, header: { logo: null, nonsense: 1 } }, later: {} };
    expect(Body.parse({ name: ' Acme ', settings, snippets: null, id: 1 })).toEqual({
      name: 'Acme',
      settings: { email: { header: {} } },
    });
  });

  it.each<[object, string]>([
    [{ name: ' ' }, 'name: must not be blank'],
    [{ settings: { colors: { primary: 'red' } } }, `settings.colors.primary: ${COLOR}`],
    [{ settings: { colors: { primary: '#12345' } } }, `settings.colors.primary: ${COLOR}`],
    [{ settings: { colors: { x: '#fff;background:url(http://x)' } } }, `settings.colors.x: ${COLOR}`],
    [email({ header: { barColor: '#fff"><script>' } }), `settings.email.header.barColor: ${COLOR}`],
    [logo({ image: 'javascript:alert(1)' }), `settings.email.header.logo.image: ${LINK}`],
    [logo({ href: 'data:text/html,x' }), `settings.email.header.logo.href: ${LINK}`],
    [logo({ href: 'https://x y' }), `settings.email.header.logo.href: ${LINK}`],
    [override({ width: '100%' }), 'settings.email.templateOverride.width: must be from 320px to 800px'],
    [override({ width: '9999' }), 'settings.email.templateOverride.width: must be from 320px to 800px'],
    [override({ backgroundColor: 'blue' }), `settings.email.templateOverride.backgroundColor: ${COLOR}`],
    [
      override({ mjml: { enabled: true } }),
      'settings.email.templateOverride.mjml.enabled: cannot be true: MJML is not available here',
    ],
    [email({ footer: { content: 'x'.repeat(51_200) } }), 'settings.email: must be at most 51200 characters'],
    [{ settings: { inapp: { x: 'x'.repeat(51_200) } } }, 'settings.inapp: must be at most 51200 characters'],
    [
      { snippets: { items: [{ name: 'a b', value: '' }] } },
      'snippets.items.0.name: must be 1 to 64 letters, digits, _ and -',
    ],
    [{ snippets: { items: ['x', 'x'].map((name) => ({ name, value: '' })) } }, 'snippets.items: names a snippet twice'],
  ])('§11.3 brand: %j is refused', (body, problem) => {
    expect(problemsOf(body)).toEqual([problem]);
  });

  it('§11.3 brand: there are at most 20 colors', () => {
    const colors = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`c${index}`, '#fff']));
    expect(problemsOf({ settings: { colors } })).toEqual(['settings.colors: must be at most 20 colors']);
  });
});
