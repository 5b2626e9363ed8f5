import { describe, expect, it } from 'vitest';

import { brandOf } from '../../../support/brands.ts';
import { memoryRows, runVirtually } from '../../../support/virtual.ts';

const content = {
  title: '{{tenant.name}}: {{tenant.plan}}',
  body: '{{profile.a}}, {{profile.b}}, {{profile.c}}, {{profile.d}}',
};
const none = { properties: {}, userProfile: {} };

/** Rows with a tenant below another, its member ada and, in two tenants, bob. */
function rowsOfTenants() {
  const rows = memoryRows();
  rows.profiles.set('ada', { email: 'ada@x.io', b: 'stored', c: 'stored', d: 'stored' });
  rows.profiles.set('bob', { email: 'bob@x.io', a: 'stored' });
  const holding = { id: 'holding', name: 'Holding', brandId: 'bnd', properties: { plan: 'gold' } };
  rows.tenants.tenants.set('holding', { ...holding, userProfile: { a: 'holding', z: 1 } });
  const acme = { id: 'acme', name: 'Acme', properties: {}, parentId: 'holding' };
  rows.tenants.tenants.set('acme', { ...acme, userProfile: { a: 'tenant', b: 'tenant', c: 'tenant', d: 'tenant' } });
  rows.tenants.tenants.set('ring', { id: 'ring', name: 'Ring', ...none, parentId: 'gnir' });
  rows.tenants.tenants.set('gnir', { id: 'gnir', name: 'Gnir', ...none, parentId: 'ring' });
  rows.tenants.memberships.push(
    { userId: 'ada', tenantId: 'acme', profile: { c: 'member', d: 'member' } },
    { userId: 'bob', tenantId: 'acme' },
    { userId: 'bob', tenantId: 'holding' },
  );
  return rows;
}

/** Sends and gives the step, its run, and what is told of the message. */
async function send(fields: object, request: object = {}, rows = rowsOfTenants()) {
  const { run, messages, errors } = await runVirtually(
    { automation: { steps: [{ action: 'send', ...fields }] }, ...request },
    { rows },
  );
  expect(errors).toEqual([]);
  const [message] = messages;
  const rendered = message?.deliveries[0]?.rendered ?? {};
  const loaded = message?.history.find(({ type }) => type === 'PROFILE_LOADED');
  return { run, step: run.steps.get(0), message, loaded, subject: rendered.subject, text: rendered.text };
}

const to = (more: object) => ({ message: { to: { user_id: 'ada', ...more }, content } });

describe('a send in a tenant', () => {
  it('J-32 U-04 tenant: all of its users < the stored profile < the membership < the request', async () => {
    const { text, loaded } = await send(to({ tenant_id: 'acme', d: 'request' }));
    expect(text).toBe('tenant, stored, member, request');
    expect(loaded).toMatchObject({
      tenant_id: 'acme',
      tenant_profile: { a: 'tenant', b: 'tenant', c: 'tenant', d: 'tenant', z: 1 },
      stored_profile: { email: 'ada@x.io', b: 'stored', c: 'stored', d: 'stored' },
      membership_profile: { c: 'member', d: 'member' },
      received_profile: { d: 'request', tenant_id: 'acme' },
      merged_profile: { email: 'ada@x.io', a: 'tenant', b: 'stored', c: 'member', d: 'request', z: 1 },
    });
  });

  it.each<[string, object, object]>([
    ['its profile', {}, { profile: { tenant_id: 'acme' } }],
    ['the context of its profile', {}, { profile: { context: { tenant_id: 'acme' } } }],
    ['the step', { profile: { tenant_id: 'acme' } }, {}],
    ['data', { profile: { tenant_id: { $ref: 'data.t' } } }, { data: { t: 'acme' } }],
  ])('J-33 A-21 tenant: the tenant of a run, named by %s, is in every send of it', async (_where, fields, request) => {
    const rows = rowsOfTenants();
    rows.templates.push({ id: 'nt_1', archived: false, version: { id: 'v', number: 1, body: { content } } });
    const { subject, message } = await send(
      { recipient: 'bob', template: 'nt_1', ...fields },
      { recipient: 'ada', ...request },
      rows,
    );
    expect([subject, message?.recipient]).toEqual(['Acme: gold', 'bob']);
  });

  it('J-33 tenant: a send with a context of its own is in that tenant', async () => {
    const fields = { message: { to: { user_id: 'ada' }, content, context: { tenant_id: 'holding' } } };
    const { subject, text } = await send(fields, { profile: { tenant_id: 'acme' }, recipient: 'ada' });
    expect([subject, text]).toEqual(['Holding: gold', 'holding, stored, stored, stored']);
  });

  it('J-32 tenant: nobody has to be a member, or known at all', async () => {
    const { subject, text } = await send({ message: { to: { email: 'new@x.io', tenant_id: 'acme' }, content } });
    expect([subject, text]).toEqual(['Acme: gold', 'tenant, tenant, tenant, tenant']);
  });

  it('J-33 tenant: its brand is the default, after that of the run', async () => {
    const fields = {
      message: { to: { user_id: 'ada', tenant_id: 'acme' }, content: { title: '{{brand.id}}', body: '-' } },
    };
    const rowsOfBrands = () => Object.assign(rowsOfTenants(), { brands: [brandOf('bnd'), brandOf('own')] });
    expect((await send(fields, {}, rowsOfBrands())).subject).toBe('bnd');
    expect((await send(fields, { brand: 'own' }, rowsOfBrands())).subject).toBe('own');
  });

  it.each<[string, object, object, object]>([
    ['the request', to({ tenant_id: 'nope' }), {}, {}],
    [
      'the profile of the run',
      { message: { to: { user_id: 'ada' }, content } },
      { profile: { tenant_id: 'nope' } },
      {},
    ],
    ['data', to({ tenant_id: 'refs.data.t' }), { data: { t: 'nope' } }, {}],
  ])(
    'J-32 F-10 tenant: one that %s names and that does not exist is ignored, and recorded with its id',
    async (_who, fields, request) => {
      const { run, step, subject, text, loaded } = await send(fields, request);
      expect([subject, text]).toEqual([':', ', stored, stored, stored']);
      const warnings = ['the tenant nope does not exist and was ignored'];
      expect([step?.context, loaded?.warnings, run.status]).toEqual([{ warnings }, warnings, 'PROCESSED']);
      expect(loaded).not.toHaveProperty('tenant_id');
    },
  );

  it('F-10 tenant: a reference to nothing is no tenant at all, whatever the run or the user has', async () => {
    const fields = { message: { to: { user_id: 'ada' }, content, context: { tenant_id: { $ref: 'data.gone' } } } };
    const { step, text, message } = await send(fields, { profile: { tenant_id: 'acme' } });
    expect([message?.status, text]).toEqual(['SENT', ', stored, stored, stored']);
    expect(step?.context).toEqual({ warnings: ['message.context.tenant_id refers to nothing, so there is no tenant'] });
  });

  it('J-32 tenant: a message without a way tells of an ignored tenant too', async () => {
    const { step, message } = await send({ message: { to: { user_id: 'mute', tenant_id: 'nope' }, content } });
    expect(message?.status).toBe('UNROUTABLE');
    expect(step?.context).toEqual({
      reason: message?.error,
      warnings: ['the tenant nope does not exist and was ignored'],
    });
  });

  it('U-04 tenant: parents that go in a circle end step and run, with the reason', async () => {
    const { run, step, message } = await send(to({ tenant_id: 'ring' }));
    expect([step?.status, run.status, message]).toEqual(['ERROR', 'ERROR', undefined]);
    expect(step?.context.reason).toBe('tenant: its parents go in a circle, or are over 31');
  });
});

describe('a send that names no tenant', () => {
  const plain = (user: unknown) => ({ message: { to: { user_id: user }, content } });

  it.each<[unknown, object]>([
    ['ada', {}],
    [{ $ref: 'data.who' }, { data: { who: 'ada' } }],
  ])('U-05 tenant: the only one of the user applies, of %j', async (user, request) => {
    const { subject, loaded } = await send(plain(user), request);
    expect([subject, loaded?.tenant_id]).toEqual(['Acme: gold', 'acme']);
  });

  it('U-05 tenant: of two neither does, unless the run names one', async () => {
    expect((await send(plain('bob'))).subject).toBe(':');
    expect((await send(plain('bob'), { profile: { tenant_id: 'holding' } })).subject).toBe('Holding: gold');
    // What no tenant's name can be names none, and leaves the user with two.
    expect((await send(plain('bob'), { profile: { tenant_id: true } })).subject).toBe(':');
  });

  it('U-05 tenant: none does where the workspace does not want it', async () => {
    const sent = (fields: object) => {
      const rows = rowsOfTenants();
      rows.tenants.infers = false;
      return send(fields, {}, rows);
    };
    expect((await sent(plain('ada'))).subject).toBe(':');
    expect((await sent(to({ tenant_id: 'acme' }))).subject).toBe('Acme: gold');
  });
});

describe('get-profile in a tenant', () => {
  async function get(fields: object, request: object = {}) {
    const step = { action: 'get-profile', path: 'data.found', ...fields };
    const { run } = await runVirtually({ ...request, automation: { steps: [step] } }, { rows: rowsOfTenants() });
    return { found: run.context.data.found, context: run.steps.get(0)?.context, status: run.status };
  }

  const seen = { email: 'ada@x.io', a: 'tenant', b: 'stored', c: 'member', d: 'member', z: 1 };

  it.each<[object, object]>([
    [{ user_id: 'ada', tenant_id: 'acme' }, {}],
    [{ user_id: 'refs.data.who', tenant_id: { $ref: 'data.t' } }, { data: { who: 'ada', t: 'acme' } }],
    [
      { user_id: 'ada', tenant_id: { $ref: 'data.t' } },
      { data: { t: 'acme' }, profile: { tenant_id: 'acme' } },
    ],
  ])('A-28 get-profile: %j loads the profile as it is seen there', async (fields, request) => {
    expect(await get(fields, request)).toEqual({ found: seen, context: {}, status: 'PROCESSED' });
  });

  it('A-28 get-profile: without a tenant of its own it loads what is stored', async () => {
    const { found } = await get({ user_id: 'ada' }, { profile: { tenant_id: 'acme' } });
    expect(found).toEqual({ email: 'ada@x.io', b: 'stored', c: 'stored', d: 'stored' });
  });

  it.each<[object, string]>([
    [{ user_id: 'bob', tenant_id: 'nope' }, 'the tenant nope does not exist and was ignored'],
    [{ user_id: 'bob', tenant_id: 'refs.data.gone' }, 'tenant_id refers to nothing, so there is no tenant'],
  ])('A-28 F-10 get-profile: %j is loaded without it, and the step says so', async (fields, warning) => {
    const { found, context, status } = await get(fields);
    expect(found).toEqual({ email: 'bob@x.io', a: 'stored' });
    expect([context, status]).toEqual([{ warnings: [warning] }, 'PROCESSED']);
  });

  it('A-28 get-profile: of a user whom nobody knows there is what the tenant lends', async () => {
    const { found, context } = await get({ user_id: 'carl', tenant_id: 'holding' });
    expect(found).toEqual({ a: 'holding', z: 1 });
    expect(context).toEqual({ reason: 'the user has no stored profile' });
  });

  it('U-04 get-profile: parents that go in a circle end step and run, with the reason', async () => {
    const { status, context } = await get({ user_id: 'ada', tenant_id: 'ring' });
    expect([status, context?.reason]).toEqual(['ERROR', 'tenant: its parents go in a circle, or are over 31']);
  });
});
