import { describe, expect, it } from 'vitest';

import type { TemplateLookup } from '../../../../activities/ports/lookups.ts';
import type { JsonObject } from '../../../../language/json/json.ts';
import { memoryRows, runVirtually } from '../../../support/virtual.ts';

const content = { title: 'Hello {{name}}', body: 'To {{profile.email}}.' };
const inline = { action: 'send', message: { to: { email: 'new@example.com' }, content } };

function template(alias: string, changes: Partial<TemplateLookup> = {}): TemplateLookup {
  const version = { id: `${alias}-v1`, number: 1, body: { content } };
  return { id: `nt_${alias}`, alias, archived: false, version, ...changes };
}

/** Sends over rows with ada, who has an address, mute, who has none, and some templates; gives run, step and message. */
async function send(step: object, request: object = {}) {
  const rows = memoryRows();
  rows.profiles.set('ada', { email: 'ada@stored.example', first_name: 'Ada' });
  rows.profiles.set('mute', { first_name: 'Mute' });
  rows.templates.push(
    template('WELCOME'),
    template('OLD', { archived: true }),
    template('DRAFT', { version: undefined }),
    template('STRICT', { version: { id: 's1', number: 1, body: { content: { ...content, scope: 'strict' } } } }),
  );
  const done = await runVirtually(
    { automation: { steps: [{ action: 'send', ...step }, inline] }, ...request },
    { rows },
  );
  const [first] = done.run.steps.values();
  const message = done.rows.messages.get(first?.messageId ?? '');
  expect(done.errors).toEqual([]);
  return { run: done.run, step: first, message, rendered: message?.deliveries[0]?.rendered };
}

/** Both the step and its run end as ERROR, the reason stands on the step, and nothing was sent. */
async function expectError(step: object, reason: string, request: object = {}): Promise<void> {
  const { run, step: recorded, message } = await send(step, request);
  expect([recorded?.status, run.status, run.steps.size]).toEqual(['ERROR', 'ERROR', 1]);
  expect(recorded?.outcome).toEqual({ kind: 'failed', reason });
  expect(recorded?.context.reason).toBe(reason);
  expect(message).toBeUndefined();
}

describe('whom a send is for', () => {
  it.each<[string, object, object]>([
    ['its own recipient', { recipient: 'ada', template: 'WELCOME' }, {}],
    ["the run's recipient", { template: 'WELCOME' }, { recipient: 'ada' }],
    ['a recipient that data name', { recipient: { $ref: 'data.who' }, template: 'WELCOME' }, { data: { who: 'ada' } }],
    ['message.to', { message: { to: { user_id: 'ada' }, template: 'WELCOME' } }, {}],
    ["the run's recipient without message.to", { message: { template: 'WELCOME' } }, { recipient: 'ada' }],
  ])('A-21 A-22 compose: a send goes to %s, at the stored address', async (_who, step, request) => {
    const { message } = await send(step, request);
    expect(message).toMatchObject({
      status: 'SENT',
      recipient: 'ada',
      deliveries: [{ address: 'ada@stored.example' }],
    });
  });

  it('A-21 J-34 compose: contact points are enough, and nobody in particular is the recipient', async () => {
    const { message } = await send({ template: 'WELCOME', profile: { email: 'step@example.com' } });
    expect(message).toMatchObject({ status: 'SENT', deliveries: [{ address: 'step@example.com' }] });
    expect(message?.recipient).toMatch(/^anon_/);
  });

  it('A-21 compose: neither a user nor a contact point is an ERROR', async () => {
    await expectError({ template: 'WELCOME' }, 'send needs a recipient or contact points');
    await expectError(
      { template: 'WELCOME', profile: { first_name: 'Ada' } },
      'send needs a recipient or contact points',
    );
    const reference = { message: { to: { email: { $ref: 'data.missing' } }, template: 'WELCOME' } };
    await expectError(reference, 'message.to.email: refers to nothing');
  });

  it.each(['mute', 'stranger'])(
    'F-07 A-21 compose: %s has no address: UNROUTABLE, and the run goes on',
    async (who) => {
      const { run, step, message } = await send({ recipient: who, template: 'WELCOME' });
      expect(message).toMatchObject({ status: 'UNROUTABLE', reason: 'NO_PROVIDERS', recipient: who });
      expect(message?.error).toBe('email: the recipient has no valid email');
      expect(step?.context.reason).toBe(message?.error);
      expect(message?.deliveries[0]).toBeUndefined();
      expect(step).toMatchObject({ status: 'PROCESSED', outcome: { kind: 'processed', messageId: message?.id } });
      expect([run.status, run.steps.size]).toEqual(['PROCESSED', 2]);
    },
  );

  it('J-31 A-06 compose: what the request says of a user lies over the stored profile, key by key', async () => {
    const { message } = await send(
      { template: 'WELCOME', profile: { city: 'Ulm' } },
      { recipient: 'ada', profile: { email: 'ada@run.example' } },
    );
    expect(message?.deliveries[0]?.address).toBe('ada@run.example');
    const loaded = message?.history.find(({ type }) => type === 'PROFILE_LOADED');
    expect(loaded).toEqual({
      type: 'PROFILE_LOADED',
      ts: expect.any(Number),
      received_profile: { email: 'ada@run.example', city: 'Ulm' },
      stored_profile: { email: 'ada@stored.example', first_name: 'Ada' },
      merged_profile: { email: 'ada@run.example', first_name: 'Ada', city: 'Ulm' },
    });
  });

  it("ADR-2 compose: mail for someone else never goes to the address of the run's recipient", async () => {
    const request = { recipient: 'ada', profile: { email: 'ada@run.example' } };
    const { message } = await send({ recipient: 'mute', template: 'WELCOME' }, request);
    expect(message).toMatchObject({ status: 'UNROUTABLE', recipient: 'mute' });
  });
});

describe('what a send says', () => {
  it.each<[string, object, object]>([
    ['its own template', { template: 'WELCOME' }, {}],
    ["the run's template", {}, { template: 'WELCOME' }],
    ["its own template before the run's", { template: 'nt_WELCOME' }, { template: 'MISSING' }],
    ['a template that data name', { template: 'refs.data.which' }, { data: { which: 'WELCOME' } }],
    ['the template of its message', { message: { template: 'WELCOME' } }, { template: 'MISSING' }],
  ])('A-21 A-22 compose: a send takes %s', async (_which, step, request) => {
    const { message, rendered } = await send(step, { recipient: 'ada', ...request });
    expect(message?.templateId).toBe('nt_WELCOME');
    expect(rendered?.text).toBe('To ada@stored.example.');
  });

  it('A-22 compose: inline content belongs to no template', async () => {
    const { message, rendered } = await send({ message: { content } }, { recipient: 'ada', data: { name: 'A & B' } });
    expect(message?.templateId).toBeUndefined();
    expect(rendered).toMatchObject({ subject: 'Hello A & B', text: 'To ada@stored.example.' });
  });

  it.each<[string, object, JsonObject]>([
    ['the run', { template: 'WELCOME' }, { name: 'of the run' }],
    ['the step over the run', { template: 'WELCOME', data: { name: 'of the step' } }, { name: 'of the run' }],
    ['the message', { message: { template: 'WELCOME', data: { name: 'of the message' } } }, { name: 'of the run' }],
  ])('A-05 compose: the data are those of %s', async (_whose, step, data) => {
    const { rendered } = await send(step, { recipient: 'ada', data });
    const { name } = {
      ...data,
      ...(step as { data?: JsonObject }).data,
      ...(step as { message?: { data?: JsonObject } }).message?.data,
    };
    expect(rendered?.subject).toBe(`Hello ${name}`);
  });

  it('A-21 F-06 compose: without a template there is nothing to send', async () => {
    await expectError({}, 'send needs a template', { recipient: 'ada' });
    await expectError({ template: { $ref: 'data.missing' } }, 'template: refers to nothing', { recipient: 'ada' });
    await expectError({}, 'send needs a template', { recipient: 'ada', template: 'refs.data.missing' });
  });

  it.each([
    { message: { to: { user_id: 'refs.data.boss' }, template: 'WELCOME' } },
    { message: { to: { email: `\${data.boss_email}` }, template: 'WELCOME' } },
    { message: { to: 'refs.data.to', template: 'WELCOME' } },
    { message: 'refs.data.message' },
    { recipient: 'refs.data.boss', template: 'WELCOME' },
    { template: 'refs.data.tt' },
  ])('X-06 A-22 compose: what refers to nothing is not sent to, or replaced by, what the run has: %j', async (step) => {
    const { run, step: recorded, message } = await send(step, { recipient: 'ada', template: 'WELCOME' });
    expect([recorded?.status, run.status, message]).toEqual(['ERROR', 'ERROR', undefined]);
    expect(recorded?.context.reason).toMatch(/^[\w.]+: refers to nothing$/);
  });

  it('X-04 A-05 compose: the run may name recipient and template by reference, and reasons do not tell what they are', async () => {
    const names = { recipient: 'refs.data.who', template: `\${data.which}` };
    const { message } = await send({}, { ...names, data: { who: 'ada', which: 'WELCOME' } });
    expect(message).toMatchObject({ status: 'SENT', recipient: 'ada', templateId: 'nt_WELCOME' });
    await expectError({}, 'template: what it refers to does not exist', {
      ...names,
      data: { who: 'ada', which: 'SECRET' },
    });
  });

  it.each([
    ['MISSING', 'template: MISSING does not exist'],
    ['OLD', 'template: OLD is archived'],
    ['nt_OLD', 'template: nt_OLD is archived'],
    ['DRAFT', 'template: DRAFT was never published'],
  ])(
    'F-06 compose: %s is an ERROR; what data named is not told, since reasons reach Temporal',
    async (name, reason) => {
      await expectError({ template: name }, reason, { recipient: 'ada' });
      await expectError({ message: { template: { $ref: 'data.which' } } }, reason.replace(name, 'what it refers to'), {
        recipient: 'ada',
        data: { which: name },
      });
    },
  );

  it('N-07 F-05 compose: a variable that is missing in strict content is an ERROR that names it', async () => {
    const { run, step } = await send({ template: 'STRICT' }, { recipient: 'ada' });
    expect([step?.status, run.status]).toEqual(['ERROR', 'ERROR']);
    expect(step?.context.reason).toMatch(/\bname\b/);
    const { message } = await send({ template: 'STRICT' }, { recipient: 'ada', data: { name: 'Ada' } });
    expect(message?.status).toBe('SENT');
  });

  it('N-07 compose: elsewhere it is empty', async () => {
    const { rendered } = await send({ template: 'WELCOME' }, { recipient: 'ada' });
    expect(rendered?.subject).toBe('Hello');
  });

  it('§11.3 compose: an element that could not be evaluated is missing, and the history says why, without values', async () => {
    const elements = [
      { type: 'text', content: 'Hi' },
      { type: 'text', content: 'x', if: 'data.user.plan === "secret"' },
      { type: 'text', content: 'x', loop: 'data.plan' },
    ];
    const { message, rendered } = await send(
      { message: { content: { elements } } },
      { recipient: 'ada', data: { plan: 'gold' } },
    );
    expect([message?.status, rendered?.text]).toEqual(['SENT', 'Hi']);
    expect(message?.history.find(({ type }) => type === 'RENDERED')).toMatchObject({
      hidden: [
        { path: 'message.content.elements.1.if', message: 'data.user has no value, so it has no properties' },
        { path: 'message.content.elements.2.loop', message: 'is not a list' },
      ],
    });
    const strict = { message: { content: { elements, scope: 'strict' } } };
    const reason = 'message.content.elements.1.if: data.user has no value, so it has no properties';
    await expectError(strict, reason, { recipient: 'ada' });
  });

  it('§11.3 compose: conditions, loops and references work side by side in inline content', async () => {
    const elements = [
      { type: 'text', content: `Hi \${data.name}`, ref: 'greeting', if: 'data.name' },
      { type: 'text', content: '{{$.index}} {{$.item}}', loop: 'data.items', if: 'refs.greeting.visible' },
    ];
    const data = { name: '{{evil}}', items: ['a', '{{evil}}'] };
    const { rendered } = await send({ message: { content: { elements } } }, { recipient: 'ada', data });
    expect(rendered?.text).toBe('Hi {{evil}}\n\n0 a\n\n1 {{evil}}');
  });

  it('§11.3 compose: what came out of the run is shown, and never evaluated', async () => {
    const content = (element: object) => ({ content: { elements: [{ type: 'text', content: 'x', ...element }] } });
    const step = { message: { content: { $ref: 'data.content' } } };
    const { rendered } = await send(step, { recipient: 'ada', data: content({}) });
    expect(rendered?.text).toBe('x');
    await expectError(step, 'message.content.elements.0.if: text of the run, which is never evaluated, at position 1', {
      recipient: 'ada',
      data: content({ if: 'data.content == 1' }),
    });
  });

  it('§11.3 compose: the language is that of message.to, else of the profile', async () => {
    const text = { type: 'text', content: 'Hello', locales: { fr: { content: 'Bonjour' }, de: { content: 'Hallo' } } };
    const said = async (to: object, profile: object = {}) => {
      const message = { to: { user_id: 'ada', ...to }, content: { elements: [text] } };
      return (await send({ message }, { recipient: 'ada', profile })).rendered?.text;
    };
    expect([await said({}), await said({ locale: 'fr-CA' }), await said({}, { locale: 'de' })]).toEqual([
      'Hello',
      'Bonjour',
      'Hallo',
    ]);
    expect(await said({ locale: 'fr' }, { locale: 'de' })).toBe('Bonjour');
  });

  it('A-22 compose: tags go with the message', async () => {
    const { message } = await send({ message: { content, metadata: { tags: ['a', 'b'] } } }, { recipient: 'ada' });
    expect(message?.tags).toEqual(['a', 'b']);
  });
});

describe('which way it takes', () => {
  const routed = (channels: unknown[]) => ({ message: { content, routing: { method: 'single', channels } } });

  it('S-03 R-30 compose: a channel that nobody knows is NO_CHANNELS, the step says so, and the run goes on', async () => {
    const { run, step, message } = await send(routed(['pigeon']), { recipient: 'ada' });
    expect(message).toMatchObject({ status: 'UNROUTABLE', reason: 'NO_CHANNELS' });
    expect(message?.history.map(({ type }) => type)).toEqual(['ENQUEUED', 'MAPPED', 'PROFILE_LOADED', 'UNROUTABLE']);
    expect(step?.context.reason).toBe(message?.error);
    expect(message?.error).toContain('no channel fits');
    expect(run.status).toBe('PROCESSED');
  });

  it('S-03 compose: channels are tried in the order asked for, groups taken apart', async () => {
    const group = { method: 'single', channels: ['sms', 'email'] };
    const { message } = await send(routed(['pigeon', group]), { recipient: 'ada' });
    expect(message).toMatchObject({ status: 'SENT', deliveries: [{ channel: 'email' }] });
  });

  it('S-03 compose: a channel without a provider is NO_PROVIDERS', async () => {
    const rows = memoryRows();
    rows.providers.length = 0;
    const { messages, run } = await runVirtually({ automation: { steps: [inline] } }, { rows });
    expect(messages[0]).toMatchObject({ status: 'UNROUTABLE', reason: 'NO_PROVIDERS' });
    expect(run.status).toBe('PROCESSED');
  });
});
