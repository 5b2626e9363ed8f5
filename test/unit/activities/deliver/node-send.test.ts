import { describe, expect, it } from 'vitest';

import type { JsonObject } from '../../../../language/json/json.ts';
import type { MemoryRows } from '../../../../platform/memory/memory-rows.ts';
import { answered, FakeOutbound } from '../../../support/fake-outbound.ts';
import type { JourneyRequest } from '../../../support/journeys/start-journey.ts';
import { runJourneyVirtually } from '../../../support/journeys/virtual-journey.ts';
import { memoryRows } from '../../../support/virtual.ts';

const text = '{{first_name}} {{data.total}} {{tenant.name}}';

/** Templates, users and a tenant. */
function world(): MemoryRows {
  const rows = memoryRows();
  const [outbox] = rows.providers;
  if (outbox) outbox.channels = ['email', 'sms'];
  const content = {
    version: '2022-01-01',
    elements: [
      { type: 'meta', title: 'T' },
      { type: 'text', content: text },
    ],
  };
  const add = (id: string, body: object, archived = false) =>
    rows.templates.push({ id, archived, version: { id, number: 1, body: body as JsonObject } });
  add('nt_mail', { content, channel: 'email' });
  add('nt_text', { content, channel: 'sms' });
  add('nt_any', { content });
  add('nt_gone', { content }, true);
  rows.profiles.set('ada', { email: 'ada@x.io', phone_number: '+4712345678', first_name: 'Ada' });
  rows.profiles.set('bob', { email: 'bob@x.io', first_name: 'Bob' });
  rows.tenants.tenants.set('acme', { id: 'acme', name: 'Acme', properties: {}, userProfile: {} });
  return rows;
}

/** What one send node comes to. */
async function sent(fields: object, request: Partial<JourneyRequest> = {}, rows = world()) {
  const nodes = [{ type: 'send', id: 's', ...fields }, { type: 'exit' }];
  const ended = await runJourneyVirtually({ nodes, recipient: 'ada', data: { total: 1 }, ...request }, { rows });
  const [message] = ended.messages;
  const [delivery] = message?.deliveries ?? [];
  return { ...ended, message, delivery, step: ended.steps[1] };
}

describe('send node', () => {
  it.each([
    ['nt_mail', 'email', 'ada@x.io'],
    ['nt_text', 'sms', '+4712345678'],
  ])('N-51 send node: %s goes out on the channel it was made for, %s', async (template, channel, address) => {
    const { run, step, message, delivery } = await sent({ message: { template } });
    expect([run.status, step?.status, message?.status]).toEqual(['PROCESSED', 'PROCESSED', 'SENT']);
    expect([step?.messageId, delivery?.channel, delivery?.address]).toEqual([message?.id, channel, address]);
  });

  it('N-51 §2.6 send node: it goes out by the provider its template was made for, and by no other', async () => {
    const worldOf = (...names: string[]) => {
      const rows = world();
      const [outbox] = rows.providers.splice(0);
      for (const provider of names) if (outbox) rows.providers.push({ ...outbox, id: provider, provider });
      const [mail] = rows.templates;
      if (mail?.version) mail.version.body.provider_key = 'outbox';
      return rows;
    };
    const { delivery } = await sent({ message: { template: 'nt_mail' } }, {}, worldOf('other', 'outbox'));
    expect([delivery?.status, delivery?.providerId, delivery?.wanted]).toEqual(['sent', 'outbox', ['outbox']]);
    const { message } = await sent({ message: { template: 'nt_mail' } }, {}, worldOf('other'));
    expect([message?.status, message?.error]).toEqual(['UNROUTABLE', 'email: no provider is configured']);
  });

  it('N-51 send node: a channel of its own wins over that of a template for any', async () => {
    expect((await sent({ channel: 'sms', message: { template: 'nt_any' } })).delivery?.channel).toBe('sms');
  });

  it.each<[string, JsonObject, Partial<JourneyRequest>, string, string]>([
    ['an e-mail address', { email_override: '{{data.to}}' }, {}, 'to@x.io', 'Ada'],
    ['an e-mail address, of nobody known', { email_override: 'to@x.io' }, { recipient: undefined }, 'to@x.io', 'Run'],
    ['another user', { user_id_override: 'bob' }, {}, 'bob@x.io', 'Bob'],
    ['another user, of nobody known', { user_id_override: 'bob' }, { recipient: undefined }, 'bob@x.io', 'Bob'],
    ['another user by another address', { user_id_override: 'bob', email_override: 'to@x.io' }, {}, 'to@x.io', 'Bob'],
  ])('N-52 send node: goes to %s', async (_, to, request, address, name) => {
    const profile: JsonObject = request.recipient === undefined && 'recipient' in request ? { first_name: 'Run' } : {};
    const all = { data: { to: 'to@x.io', total: 1 }, profile, ...request };
    const { delivery } = await sent({ message: { template: 'nt_mail', to } }, all);
    expect(delivery?.address).toBe(address);
    expect(delivery?.rendered.text).toContain(name);
  });

  it('N-52 send node: goes to another telephone number', async () => {
    const to = { phone_number_override: '+4787654321' };
    expect((await sent({ message: { template: 'nt_text', to } })).delivery?.address).toBe('+4787654321');
  });

  it('N-53 send node: its data lie over the run’s, for this message alone', async () => {
    const { run, delivery } = await sent({ message: { template: 'nt_mail', data: { total: '{{data.total}}2' } } });
    expect(delivery?.rendered.text).toContain('Ada 12');
    expect(run.context.data).toEqual({ total: 1 });
  });

  it.each<[string, object, Partial<JourneyRequest>, string, string[] | undefined]>([
    ['its own', { tenant_id: 'acme' }, {}, 'Acme', undefined],
    ['one of data', { tenant_id: '{{data.t}}' }, { data: { t: 'acme' } }, 'Acme', undefined],
    [
      'none where that refers to nothing',
      { tenant_id: '{{data.t}}' },
      {},
      '',
      ['message.context.tenant_id refers to nothing, so there is no tenant'],
    ],
    ['that of its run', {}, { profile: { context: { tenant_id: 'acme' } } }, 'Acme', undefined],
    [
      'none, though its run has one',
      { tenant_id: '{{data.t}}' },
      { profile: { tenant_id: 'acme' } },
      '',
      expect.anything(),
    ],
  ])('J-75 J-33 send node: it is in %s', async (_, context, request, name, warnings) => {
    const { run, step, delivery } = await sent({ message: { template: 'nt_mail', context } }, request);
    expect([run.status, step?.context.warnings]).toEqual(['PROCESSED', warnings]);
    expect(String(delivery?.rendered.text).includes('Acme')).toBe(name !== '');
  });

  it('N-54 J-75 send node: a delayed message waits by itself, and is in the tenant that it had', async () => {
    const until = '1970-01-01T05:00:00Z';
    const context = { tenant_id: '{{data.t}}' };
    const message = { template: 'nt_mail', delay: { until: '{{data.until}}' }, context };
    const profile = { tenant_id: 'acme' };
    const ended = await sent({ message }, { data: { until }, profile });
    expect([ended.run.status, ended.endedAt, ended.message?.status]).toEqual(['PROCESSED', 0, 'SENT']);
    expect(ended.message?.history.map(({ type }) => type)).toContain('DELAYED');
    expect(ended.delivery?.rendered.text).not.toContain('Acme');
  });

  it.each([
    ['nt_gone', 'template: nt_gone is archived'],
    ['{{data.none}}', 'message.template: data.none refers to nothing'],
    ['{{data.which}}', 'template: what it refers to does not exist'],
  ])('N-55 send node: %s is an error of node and run', async (template, reason) => {
    const { run, step } = await sent({ message: { template } }, { data: { which: 'nt_none' } });
    expect([run.status, step?.status, step?.context.reason]).toEqual(['ERROR', 'ERROR', reason]);
  });

  it.each([
    ['N-55 F-06', 'nt_gone', 'template: nt_gone is archived'],
    ['N-55 F-06', 'nt_none', 'template: nt_none does not exist'],
  ])('%s send node: a delay hides no error of its node, %s', async (_, template, reason) => {
    const message = { template, delay: { until: '1970-01-01T05:00:00Z' } };
    const { run, step, messages } = await sent({ message });
    expect([run.status, step?.status, step?.context.reason, messages]).toEqual(['ERROR', 'ERROR', reason, []]);
  });

  it.each(['1970-01-01T05:00:00Z', undefined])(
    'N-07 F-05 send node: a declared variable is missing, delayed until %s',
    async (until) => {
      const message = { template: 'nt_mail', ...(until && { delay: { until } }) };
      const nodes = [{ type: 'send', id: 's', message }];
      const schema = { type: 'object', properties: { total: { type: 'number' }, unread: { type: 'number' } } };
      const rows = world();
      const missing = await runJourneyVirtually({ nodes, schema, recipient: 'ada', data: { unread: 1 } }, { rows });
      expect([missing.run.status, missing.messages]).toEqual(['ERROR', []]);
      const given = await runJourneyVirtually(
        { nodes, schema, recipient: 'ada', data: { total: 1 } },
        { rows: world() },
      );
      expect([given.run.status, given.messages[0]?.status]).toEqual(['PROCESSED', 'SENT']);
    },
  );

  it('N-01 send node: its template reads what a fetch node was answered, and the properties of the tenant', async () => {
    const rows = world();
    const [mail] = rows.templates;
    const elements: JsonObject[] = [
      { type: 'meta', title: 'T' },
      { type: 'text', content: '{{f1.body.b}} {{f1.status}} {{data.plan}}' },
    ];
    if (mail?.version) mail.version.body.content = { version: '2022-01-01', elements };
    Object.assign(rows.tenants.tenants.get('acme') ?? {}, { properties: { plan: 'gold' } });
    const outbound = new FakeOutbound(() => answered({ b: 'answered' }));
    const nodes = [
      { type: 'fetch', id: 'f1', method: 'get', url: 'https://x.io/', merge_strategy: 'none' },
      { type: 'send', message: { template: 'nt_mail', data: { plan: '{{tenant.properties.plan}}' } } },
    ];
    const request = { nodes, recipient: 'ada', profile: { tenant_id: 'acme' } };
    const { run, messages } = await runJourneyVirtually(request, { rows, outbound });
    expect(run.status).toBe('PROCESSED');
    expect(messages[0]?.deliveries[0]?.rendered.text).toContain('answered 200 gold');
  });

  it('N-55 send node: a message without a way is no error of the run', async () => {
    const { run, message } = await sent({ message: { template: 'nt_text' } }, { recipient: 'bob' });
    expect([run.status, message?.status]).toEqual(['PROCESSED', 'UNROUTABLE']);
  });

  it('N-57 send node: an experiment picks the same template for the same key, and says which', async () => {
    const variants = [
      { id: 'a', templateId: 'nt_mail', weight: 1 },
      { id: 'b', templateId: 'nt_text', weight: 1 },
    ];
    const experiment = { id: 'exp_1', bucketingKey: '{{data.key}}', variants };
    const of = async (key: string) => {
      const { step, delivery } = await sent({ message: {}, experiment }, { data: { key } });
      return [step?.context.variant, delivery?.channel].join(' ');
    };
    const picked = await Promise.all(['k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k1'].map(of));
    expect(new Set(picked)).toEqual(new Set(['a email', 'b sms']));
    expect(picked[0]).toBe(picked[6]);
  });

  it('J-43 send node: conditions that do not hold skip it, with what was found', async () => {
    const { run, step, messages } = await sent({
      conditions: ['data.total', 'is equal', '2'],
      message: { template: 'nt_mail' },
    });
    expect([run.status, step?.status, messages]).toEqual(['PROCESSED', 'SKIPPED', []]);
    expect(step?.context.conditions?.atoms[0]).toMatchObject({ actual: 1, result: false });
  });
});
