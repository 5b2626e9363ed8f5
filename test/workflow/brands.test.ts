import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { ask, inspect, invoke, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { readersOf } from '../support/lists.ts';
import { mailParts } from '../support/mail-parts.ts';
import { startMailServer } from '../support/mail-server.ts';
import { ownNamespace } from '../support/namespace.ts';
import { configureSmtp } from '../support/smtp-provider.ts';

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
let mailServer: Awaited<ReturnType<typeof startMailServer>>;

const BRANDS = ['send', 'run', 'channel', 'tenant', 'template', 'usual'];
const content = { title: 'Brand {{brand.name}}', body: 'Read [this](https://x.io/a), {{name}}.' };
const HEAD = '<style>p{letter-spacing:1px} @media (max-width:480px){p{letter-spacing:0}}</style>';

/** Makes a brand whose footer tells its id. */
const brand = (id: string) =>
  ask(engine, 'POST', '/brands', {
    id,
    name: id.toUpperCase(),
    settings: {
      colors: { primary: '#9121c2' },
      email: {
        head: { content: HEAD },
        header: { logo: { image: 'https://acme.example/l.png', href: 'https://acme.example' }, barColor: '#123456' },
        footer: { content: `The footer of ${id} for {{name}}` },
      },
    },
  });

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine(temporal);
  mailServer = await startMailServer();
  await configureSmtp(engine, mailServer.port);
  await Promise.all(BRANDS.map(brand));
  await ask(engine, 'PATCH', '/workspace', { default_brand_id: 'usual' });
  await ask(engine, 'PUT', '/tenants/holding', { name: 'Holding', brand_id: 'tenant' });
  await ask(engine, 'PUT', '/tenants/acme', { name: 'Acme', parent_tenant_id: 'holding' });
  const notification = { name: 'T', alias: 'T', tags: [], subscription: null, routing: null, content };
  const body = { notification: { ...notification, brand: { id: 'template' } }, state: 'PUBLISHED' };
  expect((await ask(engine, 'POST', '/notifications', body)).status).toBe(201);
});

afterAll(async () => {
  await engine.close();
  await mailServer.close();
  await temporal.close();
});

beforeEach(() => {
  mailServer.mails.length = 0;
});

/** Runs one send to its end: what arrived, and what its history tells of its looks. */
async function send(fields: object, request: object = {}) {
  const runId = await invoke(engine, {
    data: { name: 'Ada' },
    ...request,
    automation: { steps: [{ action: 'send', ...fields }] },
  });
  await untilEnded(engine, runId);
  const { run, steps } = await inspect(engine, runId);
  const { body } = await ask(engine, 'GET', `/messages/${steps[0].message_id}/history?type=rendered`);
  const { type, ts, ...looks } = body.results[0];
  const [mail] = mailServer.mails;
  return { status: run.status, looks, subject: mail?.subject, ...mailParts(mail?.raw ?? '') };
}

const to = { email: 'ada@example.com' };
const inTenant = { ...to, tenant_id: 'acme' };
const channels = { email: { brand_id: 'channel' } };

describe('mail with a brand', () => {
  it.each<[string, object, object]>([
    ['send', { message: { to: inTenant, template: 'T', brand_id: 'send', channels } }, { brand: 'run' }],
    ['run', { message: { to: inTenant, template: 'T', channels } }, { brand: 'run' }],
    ['channel', { message: { to: inTenant, template: 'T', channels } }, {}],
    ['tenant', { message: { to: inTenant, template: 'T' } }, {}],
    ['template', { message: { to, template: 'T' } }, {}],
    ['usual', { message: { to, content } }, {}],
    ['run', { message: { to, content, brand_id: 'refs.data.which' } }, { data: { which: 'run', name: 'Ada' } }],
    ['template', { message: { to, template: 'refs.data.which' } }, { data: { which: 'T', name: 'Ada' } }],
    [
      'tenant',
      { message: { to, content, context: { tenant_id: 'refs.data.t' } } },
      { data: { t: 'acme', name: 'Ada' } },
    ],
  ])('§11.3 J-33 brand: that of the %s is around %j', async (id, fields, request) => {
    const { subject, text, html, looks } = await send(fields, request);
    expect([subject, looks]).toEqual([`Brand ${id.toUpperCase()}`, { channel: 'email', brand_id: id }]);
    expect(text?.trim()).toBe(`Read this (https://x.io/a), Ada.\n\nThe footer of ${id} for Ada`);
    expect(html).toContain(`The footer of ${id} for Ada`);
  });

  it.each<[string, object]>([
    ['send', { brand: 'send' }],
    ['send', { message: { content, brand_id: 'send', channels }, brand: 'tenant' }],
    ['run', { message: { content, channels } }],
  ])('§11.3 A-23 brand: that of the %s is around the mails of a send to a list: %j', async (id, fields) => {
    const list = `looks-${Object.keys(fields).join('-')}`;
    await readersOf(engine, list, ['ada', 'bob']);
    const step = { action: 'send-list', list, template: 'T', ...fields };
    await untilEnded(
      engine,
      await invoke(engine, { brand: 'run', data: { name: 'Ada' }, automation: { steps: [step] } }),
    );
    expect(mailServer.mails.map(({ subject }) => subject)).toEqual(Array(2).fill(`Brand ${id.toUpperCase()}`));
    for (const { raw } of mailServer.mails) expect(mailParts(raw).html).toContain(`The footer of ${id} for Ada`);
  });

  it('§11.3 email: arrives with styles on its elements, 600 pixels wide, and with a text beside', async () => {
    const { html = '', types } = await send({ message: { to, content } });
    expect(types).toEqual(['text/plain', 'text/html']);
    expect(html).toMatch(
      /<p style="letter-spacing: 1px;[^"]*">Read <a href="https:\/\/x\.io\/a" style="color:#9121c2">/,
    );
    expect(/<style>([\s\S]*)<\/style>/.exec(html)?.[1]?.trim()).toMatch(/^@media[^}]*\{[^}]*\}\s*\}$/);
    expect(html).toContain('width="600"');
    expect(html).toContain('max-width:600px');
    expect(html).toContain('<a href="https://acme.example"><img src="https://acme.example/l.png" alt="USUAL"');
    expect(html).toContain('background-color:#123456');
  });

  it('§11.3 brand: goes out without one that there is not, in the next, and its history tells of it', async () => {
    const { status, looks } = await send({ message: { to: inTenant, content, brand_id: 'nowhere' } });
    const warnings = ['the brand nowhere does not exist and was ignored'];
    expect([status, looks]).toEqual(['PROCESSED', { channel: 'email', brand_id: 'tenant', warnings }]);
  });

  it('§11.3 brand: a change and a deletion count for the next mail', async () => {
    const message = { to, content, brand_id: 'fleeting' };
    await brand('fleeting');
    expect((await send({ message })).text).toContain('The footer of fleeting');
    mailServer.mails.length = 0;
    await ask(engine, 'PUT', '/brands/fleeting', {
      name: 'F',
      settings: { email: { footer: { content: 'Another' } } },
    });
    expect((await send({ message })).text).toContain('Another');
    mailServer.mails.length = 0;
    await ask(engine, 'DELETE', '/brands/fleeting');
    expect((await send({ message })).text).toContain('The footer of usual');
  });

  it('§11.3 email: has at most 102,000 bytes of HTML, whatever the data; the text has it all', async () => {
    const letters = { name: 'x'.repeat(100_000) };
    const bare = await send({ message: { to, content } }, { data: letters });
    expect(Buffer.byteLength(bare.html ?? '')).toBeLessThanOrEqual(102_000);
    expect(bare.looks.warnings).toEqual([expect.stringContaining('without its brand')]);
    mailServer.mails.length = 0;
    const plain = await send({ message: { to, content } }, { data: { name: 'x'.repeat(110_000) } });
    expect([plain.status, plain.html, plain.looks.warnings]).toEqual([
      'PROCESSED',
      undefined,
      [expect.stringContaining('plain text only')],
    ]);
    expect(plain.text?.length).toBeGreaterThan(220_000);
  });

  it('§11.3 W-08 email: content that is too large before any data is refused', async () => {
    const huge = { elements: [{ type: 'html', content: 'x'.repeat(102_000) }] };
    const problem = 'makes an e-mail of more than 102000 bytes of HTML, data aside';
    const automation = { steps: [{ action: 'send', message: { to, content: huge } }] };
    expect((await ask(engine, 'POST', '/automations/invoke', { automation })).body.message).toBe(
      `automation.steps.0.message.content: ${problem}`,
    );
    const notification = { name: 'H', tags: [], brand: null, subscription: null, routing: null, content: huge };
    const { status, body } = await ask(engine, 'POST', '/notifications', { notification });
    expect([status, body.message]).toEqual([400, `notification.content: ${problem}`]);
    const sms = { elements: [{ type: 'channel', channel: 'sms', raw: { text: 'x'.repeat(102_000) } }] };
    expect(
      (await ask(engine, 'POST', '/notifications', { notification: { ...notification, content: sms } })).status,
    ).toBe(201);
  });
});
