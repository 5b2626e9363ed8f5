import Courier from '@trycourier/courier';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { API_KEY } from '../support/engine-api.ts';
import { startMailServer } from '../support/mail-server.ts';
import { ownNamespace } from '../support/namespace.ts';
import { configureSmtp } from '../support/smtp-provider.ts';

type Elements = Courier.ElementalContent['elements'];

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
let courier: Courier;
let mailServer: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine(temporal);
  mailServer = await startMailServer();
  courier = new Courier({ apiKey: API_KEY, baseURL: engine.url });
  await configureSmtp(engine, mailServer.port);
});

afterAll(async () => {
  await engine.close();
  await mailServer.close();
  await temporal.close();
});

/** The SDK's types name the fields that all elements have; the others it passes on as they are. */
const content = (...elements: object[]) => ({ version: '2022-01-01', elements: elements as Elements });

const template = (...elements: object[]) => ({
  name: 'Receipt',
  tags: ['shop'],
  brand: null,
  subscription: null,
  routing: null,
  content: content(...elements),
});

/** Every element there is, and every way of controlling one. */
const EVERYTHING = [
  { id: 'subject', type: 'meta', title: 'Order {{order_id}}' },
  { id: 'hello', type: 'text', content: 'Hello **{{name}}**', text_style: 'h1', ref: 'hello', if: 'data.name' },
  { type: 'text', content: 'Hello you', if: '!refs.hello.visible' },
  {
    type: 'text',
    elements: [
      { type: 'string', content: 'See ' },
      { type: 'link', content: 'here', href: 'https://s.example' },
      { type: 'img', src: 'https://s.example/i.png', alt_text: ' (i)' },
    ],
  },
  { type: 'image', src: 'https://s.example/logo.png', alt_text: 'Logo' },
  { type: 'divider' },
  {
    type: 'list',
    list_type: 'ordered',
    elements: [
      { type: 'list-item', content: '{{$.item.name}}: {{$.item.price}}', loop: 'data.items', if: '$.item.price > 0' },
    ],
  },
  { type: 'group', loop: 'data.items', elements: [{ type: 'text', content: 'No. {{$.index}}' }] },
  { type: 'quote', content: 'Nice shop' },
  { type: 'html', content: '<u>{{name}}</u>', channels: ['email'] },
  { type: 'text', content: 'only for sms', channels: ['sms'] },
  { type: 'comment', comment: 'nobody reads this' },
  { type: 'action', content: 'Track', href: 'https://s.example/{{order_id}}' },
];

const DATA = {
  order_id: 'ORD-1',
  name: 'Ann & Bob',
  items: [
    { name: 'Mouse', price: 10 },
    { name: 'Gift', price: 0 },
    { name: 'Pad', price: 5 },
  ],
};

/** Sends by one step of an automation; gives the mail that arrives, its transfer encoding undone. */
async function mailOf(step: object, request: object = {}) {
  mailServer.mails.length = 0;
  const body = { automation: { steps: [{ action: 'send', ...step }] }, data: DATA, ...request };
  const { runId } = await courier.automations.invoke.invokeAdHoc(body as never);
  await untilEnded(engine, runId);
  const [mail] = mailServer.mails;
  const raw = (mail?.raw ?? '')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return { subject: mail?.subject, raw };
}

describe('notifications of the SDK, by name', () => {
  it('§11.3 create, retrieve, list, replace, publish, listVersions, archive', async () => {
    const made = await courier.notifications.create({ notification: template({ type: 'text', content: 'one' }) });
    expect(made).toMatchObject({ name: 'Receipt', state: 'DRAFT', brand: null });
    await courier.notifications.publish(made.id);
    await courier.notifications.replace(made.id, {
      notification: template({ type: 'text', content: 'two' }),
      state: 'PUBLISHED',
    });
    await courier.notifications.publish(made.id, { version: 'v001' });
    const { versions } = await courier.notifications.listVersions(made.id);
    expect(versions.map(({ version }) => version)).toEqual(['draft', 'published:v003', 'v002', 'v001']);
    expect((await courier.notifications.retrieve(made.id)).content.elements).toMatchObject([{ content: 'one' }]);
    const { results } = await courier.notifications.list();
    expect(results.map(({ id }) => id)).toContain(made.id);
    await courier.notifications.archive(made.id);
    await expect(courier.notifications.publish(made.id)).rejects.toBeInstanceOf(Courier.ConflictError);
  });

  it('§2.6 putContent, putElement, putLocale, retrieveContent', async () => {
    const { id } = await courier.notifications.create({ notification: template() });
    const put = await courier.notifications.putContent(id, {
      content: content(
        { id: 'elem_1', type: 'text', content: 'Hello {{data.name}}.' },
        { id: 'elem_2', type: 'meta', title: 'Welcome!' },
      ),
    });
    expect(put).toMatchObject({
      id,
      version: '2022-01-01',
      state: 'DRAFT',
      elements: [{ id: 'elem_1' }, { id: 'elem_2' }],
    });
    const changed = await courier.notifications.putElement('elem_1', {
      id,
      type: 'text',
      data: { content: 'Updated text content' },
    });
    expect(changed.elements[0]?.checksum).not.toBe(put.elements[0]?.checksum);
    const elements = [
      { id: 'elem_1', content: 'Hola {{data.name}}.' },
      { id: 'elem_2', title: 'Bienvenido!' },
    ];
    const translated = await courier.notifications.putLocale('es', { id, elements, state: 'PUBLISHED' });
    expect(translated.state).toBe('PUBLISHED');
    expect(await courier.notifications.retrieveContent(id)).toMatchObject({
      version: '2022-01-01',
      elements: [
        {
          id: 'elem_1',
          content: 'Updated text content',
          checksum: changed.elements[0]?.checksum,
          locales: { es: { content: 'Hola {{data.name}}.' } },
        },
        { id: 'elem_2', title: 'Welcome!', locales: { es: { title: 'Bienvenido!' } } },
      ],
    });
    await expect(courier.notifications.putElement('gone', { id, type: 'text' })).rejects.toBeInstanceOf(
      Courier.NotFoundError,
    );
    await expect(courier.notifications.putLocale('es', { id, elements: [{ id: 'gone' }] })).rejects.toMatchObject({
      status: 400,
      error: { message: 'elements.0.id: no element has the id "gone"' },
    });
  });
});

describe('a mail that uses every element', () => {
  const expectAll = ({ subject, raw }: { subject?: string; raw: string }) => {
    expect(subject).toBe('Order ORD-1');
    for (const part of [
      '<strong>Ann &amp; Bob</strong></h1>',
      'Hello Ann & Bob',
      '<a href="https://s.example"',
      '<img src="https://s.example/logo.png" alt="Logo"',
      '<li style="margin:0 0 4px">Mouse: 10</li><li style="margin:0 0 4px">Pad: 5</li></ol>',
      '1. Mouse: 10',
      '2. Pad: 5',
      'No. 2',
      '> Nice shop',
      '<u>Ann &amp; Bob</u>',
      'Track: https://s.example/ORD-1',
    ])
      expect(raw).toContain(part);
    expect(raw).not.toMatch(/Hello you|Gift|only for sms|nobody reads this|\{\{/);
  };

  it('§11.3 of a template arrives, and in the language of its reader', async () => {
    const { id } = await courier.notifications.create({ notification: template(...EVERYTHING), state: 'PUBLISHED' });
    const to = { message: { to: { email: 'ann@example.com' }, template: id } };
    expectAll(await mailOf(to));
    const elements = [{ id: 'subject', title: 'Commande {{order_id}}' }];
    await courier.notifications.putLocale('fr', { id, elements, state: 'PUBLISHED' });
    const french = { message: { ...to.message, to: { ...to.message.to, locale: 'fr-CA' } } };
    expect([(await mailOf(french)).subject, (await mailOf(to)).subject]).toEqual(['Commande ORD-1', 'Order ORD-1']);
  });

  it('§11.3 of inline content arrives', async () => {
    expectAll(await mailOf({ message: { to: { email: 'ann@example.com' }, content: content(...EVERYTHING) } }));
  });
});
