import { describe, expect, it } from 'vitest';

import { brandOf } from '../../../support/brands.ts';
import { acceptVirtually, memoryRows, runVirtually } from '../../../support/virtual.ts';

const content = { title: '{{brand.id}} {{brand.name}} {{brand.colors.primary}}', body: 'x' };
const ALL = ['message', 'step', 'run', 'channel', 'tenant', 'template', 'usual'];

/** Rows with brands of these ids, a template and a tenant that name one, and a default. */
function rowsOf(ids: readonly string[]) {
  const rows = memoryRows();
  rows.brands.push(...ids.map((id) => brandOf(id, { settings: { colors: { primary: '#123456' } } })));
  rows.defaultBrand = 'usual';
  const version = { id: 'v1', number: 1, body: { content, brand: { id: 'template' } } };
  rows.templates.push({ id: 'nt_1', archived: false, version });
  rows.tenants.tenants.set('acme', { id: 'acme', name: 'Acme', brandId: 'tenant', properties: {}, userProfile: {} });
  return rows;
}

/** Sends; what the subject tells of the brand, and what the history tells of the looks. */
async function send(fields: object, { ids = ALL, rows = rowsOf(ids), ...request }: Request = {}) {
  const steps = [{ action: 'send', ...fields }];
  const { run, messages, errors } = await runVirtually({ automation: { steps }, ...request }, { rows });
  expect(errors).toEqual([]);
  const [message] = messages;
  const { type, ts, ...rendered } = message?.history.find((event) => event.type === 'RENDERED') ?? {};
  return {
    status: run.status,
    rendered,
    subject: message?.deliveries[0]?.rendered.subject,
    html: message?.deliveries[0]?.rendered.html,
  };
}

type Request = { ids?: string[]; rows?: ReturnType<typeof rowsOf>; brand?: unknown; data?: object };

/** The footer of a brand, none inheriting the other's, and that of the default. */
const CHANGES = [
  ['First', 'Usual'],
  ['Second', 'Usual'],
  ['', 'Usual'],
  ['', 'Unusual'],
] as const;

const channels = { email: { brand_id: 'channel' }, sms: { brand_id: 'message' } };
const to = { email: 'a@example.com', tenant_id: 'acme' };
const whole = { brand: 'step', message: { to, template: 'nt_1', brand_id: 'message', channels } };
const without = (message: object) => ({ message: { to, template: 'nt_1', channels, ...message } });

describe('the brand of a message', () => {
  it.each<[string, object, Request]>([
    ['message', whole, { brand: 'run' }],
    ['step', { ...without({}), brand: 'step' }, { brand: 'run' }],
    ['run', without({}), { brand: 'run' }],
    ['channel', without({}), {}],
    ['tenant', without({ channels: null }), {}],
    ['template', { message: { to: { email: 'a@example.com' }, template: 'nt_1' } }, {}],
    ['usual', { message: { to: { email: 'a@example.com' }, content } }, {}],
  ])('§11.3 A-21 brand: that of the %s is used', async (id, fields, request) => {
    const { subject, rendered, html } = await send(fields, request);
    expect(rendered).toEqual({ channel: 'email', brand_id: id });
    expect(subject).toBe(`${id} ${id} #123456`);
    expect(html).toContain('<!doctype html>');
  });

  it('§11.3 brand: one that there is not is ignored, the next is used, and the history tells of it', async () => {
    const { status, rendered } = await send(whole, { ids: ['tenant', 'usual'] });
    expect(status).toBe('PROCESSED');
    const warnings = ['message', 'channel'].map((id) => `the brand ${id} does not exist and was ignored`);
    expect(rendered).toEqual({ channel: 'email', brand_id: 'tenant', warnings });
  });

  it('§11.3 brand: without any a mail is plain, and a default that there is not is nothing to tell', async () => {
    const { status, rendered, subject } = await send({ message: { to: { email: 'a@x.io' }, content } }, { ids: [] });
    expect([status, rendered, subject]).toEqual(['PROCESSED', { channel: 'email' }, undefined]);
  });

  it.each([{ $ref: 'data.which' }, `\${data.which}`, 'refs.data.which'])(
    'A-21 A-05 brand: it may come from data: %j',
    async (brand) => {
      const { rendered } = await send({ ...without({}), brand }, { data: { which: 'step' } });
      expect(rendered).toEqual({ channel: 'email', brand_id: 'step' });
      const none = await send({ ...without({}), brand }, { data: {} });
      expect([none.status, none.rendered]).toEqual(['PROCESSED', { channel: 'email', brand_id: 'channel' }]);
    },
  );

  it('§11.3 brand: another version of it is another look, of the default it inherits from too', async () => {
    const rows = rowsOf(ALL);
    const steps = Array(4).fill({ action: 'send', ...without({}), brand: 'step' });
    const { activities, call, run } = acceptVirtually({ automation: { steps } }, { rows });
    const put = (id: string, content: string) => {
      const settings = { email: { footer: { content, inheritDefault: content === '' } } };
      const index = rows.brands.findIndex((brand) => brand.id === id);
      rows.brands[index] = { ...brandOf(id, { settings }), version: `${id}-${content}` };
    };
    const footers = [];
    for (const [order, [own, usual]] of Object.entries(CHANGES)) {
      put('step', own);
      put('usual', usual);
      await activities.deliver(call(Number(order)));
      const message = rows.messages.get(run.steps.get(Number(order))?.messageId ?? '');
      footers.push(String(message?.deliveries[0]?.rendered.text).split('\n\n').at(-1));
    }
    expect(footers).toEqual(['First', 'Second', 'Usual', 'Unusual']);
  });

  it('§11.3 brand: what does not fit together is left out, and the history tells of it', async () => {
    const rows = rowsOf(ALL);
    const snippets = (name: string) => ({ items: [{ name, value: 'x'.repeat(20_000) }] });
    const own = { head: { content: '{{>a}}'.repeat(7) }, footer: { inheritDefault: true } };
    const usual = { footer: { content: '{{>b}}'.repeat(7) } };
    rows.brands.push({ ...brandOf('both', { settings: { email: own }, snippets: snippets('a') }) });
    rows.brands.unshift({ ...brandOf('usual', { settings: { email: usual }, snippets: snippets('b') }), version: 'b' });
    const { status, rendered } = await send({ ...without({}), brand: 'both' }, { rows });
    expect(status).toBe('PROCESSED');
    const warnings = [expect.stringMatching(/^its brand cannot be used: settings\.email\.footer/)];
    expect(rendered).toEqual({ channel: 'email', warnings });
  });
});
