import Courier from '@trycourier/courier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ApiUnderTest } from '../support/api.ts';
import { startApiWithSdk } from '../support/api-with-sdk.ts';
import { countRequests } from '../support/count-requests.ts';

let api: ApiUnderTest;
let courier: Courier;

beforeAll(async () => {
  ({ api, courier } = await startApiWithSdk());
});

afterAll(() => api.close());

/** Everything that the SDK's types know of a brand. */
const everything: Courier.BrandCreateParams = {
  id: 'acme',
  name: 'Acme',
  settings: {
    colors: { primary: '#9121c2', secondary: '#999999' },
    email: {
      head: { inheritDefault: false, content: '<style>p{color:#333}</style>' },
      header: { logo: { image: 'https://acme.example/l.png', href: 'https://acme.example' }, barColor: '#9121c2' },
      footer: { content: 'Acme Ltd', inheritDefault: false },
      templateOverride: {
        enabled: false,
        mjml: { enabled: false },
        backgroundColor: '#ffffff',
        blocksBackgroundColor: '#ffffff',
        footer: '<p>Bye</p>',
        footerBackgroundColor: '#eeeeee',
        footerFullWidth: true,
        head: '',
        header: '<p>Hi</p>',
        width: '600px',
      },
    },
    inapp: {
      colors: { primary: '#9121c2' },
      icons: { bell: 'https://acme.example/bell.svg' },
      widgetBackground: { topColor: '#ffffff', bottomColor: '#ffffff' },
      placement: 'bottom',
    },
  },
  snippets: { items: [{ name: 'sign', value: 'Yours' }] },
};

describe('client.brands', () => {
  it('§11.3 client.brands.create and retrieve', async () => {
    const made = await courier.brands.create(everything);
    expect(made).toMatchObject({ ...everything, created: expect.any(Number), updated: expect.any(Number) });
    expect(await courier.brands.retrieve('acme')).toEqual(made);
  });

  it('W-04 client.brands.create: an id that there is already is refused, and asked for once', async () => {
    await courier.brands.create({ id: 'twice', name: 'Twice' });
    const { counting, counts } = countRequests(courier);
    await expect(counting.brands.create({ id: 'twice', name: 'Twice' })).rejects.toBeInstanceOf(Courier.ConflictError);
    expect(counts.requests).toBe(1);
  });

  it('§11.3 client.brands.update', async () => {
    const { id } = await courier.brands.create({ name: 'Old', settings: { colors: { primary: '#111111' } } });
    const changed = await courier.brands.update(id, { name: 'New' });
    expect(changed).toMatchObject({ id, name: 'New' });
    expect(changed.settings).toBeUndefined();
  });

  it('§11.3 client.brands.list', async () => {
    for (let index = 0; index < 21; index += 1) await courier.brands.create({ name: `Brand ${index}` });
    const first = await courier.brands.list();
    const second = await courier.brands.list({ cursor: first.paging.cursor ?? null });
    const names = [...first.results, ...second.results].map(({ name }) => name);
    expect(names.slice(0, 21)).toEqual(Array.from({ length: 21 }, (_, index) => `Brand ${20 - index}`));
    expect((await courier.brands.list({ cursor: null })).results).toEqual(first.results);
  });

  it('§11.3 client.brands.delete', async () => {
    await courier.brands.create({ id: 'gone', name: 'Gone' });
    await courier.brands.delete('gone');
    await expect(courier.brands.retrieve('gone')).rejects.toBeInstanceOf(Courier.NotFoundError);
  });
});
