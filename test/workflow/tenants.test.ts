import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { ask, inspect, invoke, publishTemplate, untilEnded } from '../support/ask.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { startMailServer } from '../support/mail-server.ts';
import { ownNamespace } from '../support/namespace.ts';
import { configureSmtp } from '../support/smtp-provider.ts';

let temporal: Awaited<ReturnType<typeof ownNamespace>>;
let engine: Engine;
let mailServer: Awaited<ReturnType<typeof startMailServer>>;

const tenant = (id: string, body: object) => ask(engine, 'PUT', `/tenants/${id}`, { name: id, ...body });

beforeAll(async () => {
  temporal = await ownNamespace(inject('temporalAddress'));
  engine = await startEngine(temporal);
  mailServer = await startMailServer();
  await configureSmtp(engine, mailServer.port);
  await publishTemplate(engine, 'HELLO', {
    title: '{{tenant.name}} {{tenant.plan}} {{tenant.city}}',
    body: 'tone={{profile.tone}} desk={{profile.desk}} sign={{profile.sign}}.',
  });
  await tenant('group', { properties: { plan: 'gold', city: 'Bern' }, user_profile: { tone: 'group', sign: 'group' } });
  await tenant('country', { parent_tenant_id: 'group', properties: { city: 'Ulm' } });
  await tenant('office', { parent_tenant_id: 'country', user_profile: { desk: 'office' }, brand_id: 'bnd' });
  await tenant('floor', { parent_tenant_id: 'office', name: 'Floor 4', user_profile: { tone: 'floor' } });
  await ask(engine, 'PUT', '/profiles/ada', { profile: { email: 'ada@example.com', tone: 'stored' } });
  await ask(engine, 'PUT', '/users/ada/tenants/floor', { profile: { desk: 'member' } });
});

afterAll(async () => {
  await engine.close();
  await mailServer.close();
  await temporal.close();
});

beforeEach(() => {
  mailServer.mails.length = 0;
});

/** Runs one send to its end: what arrived, and what is shown of it. */
async function send(fields: object, request: object = {}) {
  const steps = [{ action: 'send', template: 'HELLO', ...fields }];
  const runId = await invoke(engine, { recipient: 'ada', ...request, automation: { steps } });
  await untilEnded(engine, runId);
  const {
    run,
    steps: [step],
  } = await inspect(engine, runId);
  const { body } = await ask(engine, 'GET', `/messages/${step.message_id}/history?type=profile_loaded`);
  const [mail] = mailServer.mails;
  return {
    run,
    step,
    history: body.results?.[0],
    mail: mail && { to: mail.to[0], subject: mail.subject, raw: mail.raw },
  };
}

describe('mail in the name of a tenant', () => {
  it.each([[{ tenant_id: 'floor' }], [{ context: { tenant_id: 'floor' } }], [{}]])(
    'U-04 J-32 shows what four tenants in a chain, the user and the membership say, when the run has the profile %j',
    async (profile) => {
      const { mail, step, run } = await send({}, { profile: { ...profile, sign: 'request' } });
      expect(mail).toMatchObject({ to: 'ada@example.com', subject: 'Floor 4 gold Ulm' });
      expect(mail?.raw).toContain('tone=stored desk=member sign=request.');
      expect([run.status, step.status, step.context.warnings]).toEqual(['PROCESSED', 'PROCESSED', undefined]);
    },
  );

  it('U-05 J-33 is in the tenant of the message before that of the run, and is found by it', async () => {
    const message = { to: { user_id: 'ada' }, template: 'HELLO', context: { tenant_id: 'refs.data.where' } };
    const { mail, step } = await send({ message }, { profile: { tenant_id: 'floor' }, data: { where: 'country' } });
    expect(mail?.subject).toBe('country gold Ulm');
    const listed = async (id: string) => (await ask(engine, 'GET', `/messages?tenant_id=${id}`)).body.results;
    expect((await listed('country')).map(({ id }: { id: string }) => id)).toEqual([step.message_id]);
    expect(await listed('nowhere')).toEqual([]);
  });

  it('F-10 J-32 goes out without a tenant that does not exist; the step and the message tell its id', async () => {
    const { mail, run, step, history } = await send({}, { profile: { tenant_id: 'nowhere' } });
    expect(mail?.subject.trim()).toBe('');
    expect(mail?.raw).toContain('tone=stored desk= sign=.');
    const warnings = ['the tenant nowhere does not exist and was ignored'];
    expect([run.status, step.context.warnings, history.warnings]).toEqual(['PROCESSED', warnings, warnings]);
  });

  it('U-05 is of no tenant where the workspace infers none', async () => {
    await ask(engine, 'PATCH', '/workspace', { flags: { 'tenants.infer': false } });
    const { mail } = await send({});
    await ask(engine, 'PATCH', '/workspace', { flags: { 'tenants.infer': null } });
    expect(mail?.subject.trim()).toBe('');
  });

  it('U-04 does not go out where parents became a circle: step and run end, with the reason', async () => {
    await tenant('egg', {});
    await tenant('hen', { parent_tenant_id: 'egg' });
    await engine.database.query(`UPDATE tenant SET parent_id = 'hen' WHERE id = 'egg'`);
    const { mail, run, step } = await send({}, { profile: { tenant_id: 'egg' } });
    expect([run.status, step.status, mail]).toEqual(['ERROR', 'ERROR', undefined]);
    expect(step.context).toEqual({ reason: 'tenant: its parents go in a circle, or are over 31' });
    expect(engine.errors).toEqual([]);
  });
});

describe('a journey in a tenant', () => {
  const trigger = (conditions: unknown) => ({ type: 'trigger', trigger_type: 'api-invoke', conditions });
  const nodes = [trigger(['tenant.id', 'is equal', 'country']), { type: 'send', message: { template: 'HELLO' } }];

  /** Carries out a run of a journey, and gives its steps and what arrived. */
  async function journey(body: object) {
    const made = await ask(engine, 'POST', '/journeys', { name: 'J', nodes, state: 'PUBLISHED' });
    const invoked = await ask(engine, 'POST', `/journeys/${made.body.id}/invoke`, body);
    expect([made.status, invoked.status]).toEqual([201, 202]);
    await untilEnded(engine, invoked.body.runId);
    const { steps } = (await ask(engine, 'GET', `/journeys/runs/${invoked.body.runId}/steps`)).body;
    return { steps, mails: mailServer.mails.map(({ to, subject }) => [to[0], subject]) };
  }

  it('J-32 J-33 is in the one that was asked for, from its trigger to its mails, whatever is stored of the user', async () => {
    const profile = { email: 'bea@example.com', tenant_id: 'floor', context: { tenant_id: 'floor' } };
    await ask(engine, 'PUT', '/profiles/bea', { profile });
    const body = { user_id: 'bea', profile: { context: { tenant_id: ' country ' } } };
    const { steps, mails } = await journey(body);
    expect(steps[0].context.conditions).toMatchObject({ result: true, atoms: [{ actual: 'country' }] });
    expect(mails).toEqual([['bea@example.com', 'country gold Ulm']]);
  });

  it('U-05 J-33 stays where it was when it was asked for, though its user is in another one by then', async () => {
    await ask(engine, 'PUT', '/profiles/cid', { profile: { email: 'cid@example.com' } });
    const open = [trigger(undefined), { type: 'delay', mode: 'duration', duration: 'PT2S' }, nodes[1]];
    const made = await ask(engine, 'POST', '/journeys', { name: 'J', nodes: open, state: 'PUBLISHED' });
    const { body } = await ask(engine, 'POST', `/journeys/${made.body.id}/invoke`, { user_id: 'cid' });
    await ask(engine, 'PUT', '/users/cid/tenants/country', {});
    await untilEnded(engine, body.runId);
    expect(mailServer.mails.map(({ subject }) => subject.trim())).toEqual(['']);
  });
});
