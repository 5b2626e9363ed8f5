import { describe, expect, it } from 'vitest';
import { messageIdOf } from '../../../../activities/deliver/message-id.ts';
import type { Answer } from '../../../../activities/deliver/providers/provider.ts';
import { answered, FakeOutbound } from '../../../support/fake-outbound.ts';
import { FakeProvider } from '../../../support/fake-provider.ts';
import { acceptVirtually, memoryRows, RUN_ID, runVirtually } from '../../../support/virtual.ts';

const content = { title: 'Hi {{profile.first_name}}', body: 'Of {{data.day}}' };

/** Lists with their members; everybody but `mute` has an address. */
function rowsWith(lists: Record<string, string[]>) {
  const rows = memoryRows();
  for (const [list, users] of Object.entries(lists)) {
    rows.lists.set(list, new Map(users.map((user) => [user, undefined])));
    for (const user of users)
      rows.profiles.set(user, { first_name: user, ...(user !== 'mute' && { email: `${user}@x.io` }) });
  }
  const version = { id: 'v1', number: 1, body: { content } as never };
  rows.templates.push({ id: 'nt_news', alias: 'NEWS', archived: false, version });
  rows.templates.push({ id: 'nt_draft', alias: 'DRAFT', archived: false });
  return rows;
}

const step = (fields: object) => ({ action: 'send-list', list: 'news', ...fields });

describe('effect of send-list', () => {
  it('A-23 send-list: one message a subscriber, one id on the step', async () => {
    const rows = rowsWith({ news: ['ada', 'bob'] });
    const request = { data: { day: 'Monday' }, automation: { steps: [step({ template: 'NEWS' })] } };
    const { run, messages } = await runVirtually(request, { rows });
    expect(run.status).toBe('PROCESSED');
    const { status, messageId } = run.steps.get(0) ?? {};
    expect([status, messageId]).toEqual(['PROCESSED', messageIdOf(RUN_ID, 0)]);
    expect(messages.map(({ recipient, status, templateId }) => [recipient, status, templateId])).toEqual([
      ['ada', 'SENT', 'nt_news'],
      ['bob', 'SENT', 'nt_news'],
    ]);
    expect(messages[1]?.deliveries[0]?.rendered).toMatchObject({ subject: 'Hi bob' });
    expect(new Set([messageId, ...messages.map(({ id }) => id)]).size).toBe(3);
  });

  it.each([['empty'], ['unknown'], ['un.*.known']])(
    'A-23 send-list: to %s it is PROCESSED, with no message',
    async (list) => {
      const { run, messages } = await runVirtually(
        { automation: { steps: [step({ list, template: 'NEWS' })] } },
        { rows: rowsWith({ empty: [] }) },
      );
      expect([run.status, run.steps.get(0)?.status, messages]).toEqual(['PROCESSED', 'PROCESSED', []]);
    },
  );

  it.each([
    [`team.\${data.name}`, '*', []],
    [`team.\${data.name}`, '**', []],
    [`\${data.name}`, '**', []],
    ['refs.data.name', 'team.*', []],
    [`team.*\${data.name}`, '*', []],
    [`team.\${data.name}`, 'a', ['ada']],
    [`\${data.name}.*`, 'team', ['ada', 'bob']],
  ])('U-07 A-23 send-list: of %s a * in the data %j makes no pattern', async (list, name, recipients) => {
    const rows = rowsWith({ 'team.a': ['ada'], 'team.b': ['bob'] });
    const automation = { steps: [step({ list, template: 'NEWS' })] };
    const { run, messages } = await runVirtually({ data: { name }, automation }, { rows });
    expect(messages.map(({ recipient }) => recipient)).toEqual(recipients);
    const reason = 'list: a * that comes from data makes no pattern';
    expect(run.steps.get(0)?.context.reason).toBe(recipients.length > 0 ? undefined : reason);
  });

  it('A-23 U-07 send-list: who is on several lists of a pattern gets one message', async () => {
    const rows = rowsWith({ 'a.one': ['ada', 'bob'], 'a.two': ['bob', 'eve'], 'b.one': ['joe'] });
    const { messages } = await runVirtually(
      { automation: { steps: [step({ list: 'a.*', template: 'NEWS' })] } },
      { rows },
    );
    expect(messages.map(({ recipient }) => recipient)).toEqual(['ada', 'bob', 'eve']);
  });

  it('A-23 send-list: the run’s template where the step names none, and inline content in its place', async () => {
    const rows = rowsWith({ news: ['ada'] });
    const inline = {
      content: { title: `In \${data.day}`, body: 'B' },
      routing: { method: 'single', channels: ['email'] },
    };
    const steps = [step({}), step({ message: inline })];
    const { messages } = await runVirtually(
      { template: 'NEWS', data: { day: 'May' }, automation: { steps } },
      { rows },
    );
    expect(messages.map(({ deliveries: [delivery] }) => delivery?.rendered.subject)).toEqual(['Hi ada', 'In May']);
  });

  it.each([
    [{}, 'send-list needs a template'],
    [{ template: 'NOWHERE' }, 'template: NOWHERE does not exist'],
    [{ template: 'DRAFT' }, 'template: DRAFT was never published'],
    [{ list: 'refs.data.gone', template: 'NEWS' }, 'list: refers to nothing'],
    [{ template: 'refs.data.gone' }, 'template: refers to nothing'],
    [
      { template: 'NEWS', data_source: { webhook: { url: `https://x.io/\${data.gone}` } } },
      'data_source.webhook.url: ',
    ],
    [{ template: 'NEWS', data_source: 'refs.data.gone' }, 'data_source: refers to nothing'],
    [{ message: { content: { title: '{{#if', body: 'B' } } }, 'message.content.title: '],
  ])('A-23 F-06 send-list: %j is ERROR, and nobody gets anything', async (fields, reason) => {
    const { run, messages } = await runVirtually(
      { automation: { steps: [step(fields), step({ template: 'NEWS' })] } },
      { rows: rowsWith({ news: ['ada'] }) },
    );
    expect([run.status, run.steps.get(0)?.status, messages]).toEqual(['ERROR', 'ERROR', []]);
    expect(run.steps.get(0)?.context.reason).toContain(reason);
  });

  it('A-23 S-03 send-list: who cannot be reached or written to keeps nobody else from their message', async () => {
    const rows = rowsWith({ news: ['ada', 'mute', 'zoe'] });
    rows.profiles.set('zoe', { email: 'zoe@x.io' });
    const strict = {
      version: '2022-01-01',
      scope: 'strict',
      elements: [{ type: 'text', content: '{{profile.first_name}}' }],
    };
    const { run, messages } = await runVirtually(
      { automation: { steps: [step({ message: { content: strict } })] } },
      { rows },
    );
    expect(run.status).toBe('PROCESSED');
    expect(messages.map(({ recipient, status, reason }) => [recipient, status, reason])).toEqual([
      ['ada', 'SENT', undefined],
      ['mute', 'UNROUTABLE', 'NO_PROVIDERS'],
      ['zoe', 'UNDELIVERABLE', 'FAILED'],
    ]);
  });

  it.each([
    ['replace', { day: 'ada’s' }],
    [undefined, { day: 'ada’s' }],
    ['soft-merge', { day: 'Monday', own: 1 }],
    ['overwrite', { day: 'ada’s', own: 1 }],
  ])(
    'A-23 send-list: what the data source says of each recipient is merged by %s',
    async (merge_strategy, expected) => {
      const outbound = new FakeOutbound(({ url }) => answered({ day: `${url.searchParams.get('recipientId')}’s` }));
      const source = {
        webhook: { url: 'https://x.io/of?a=1', params: { b: 2 }, headers: { 'X-Key': 'k' } },
        merge_strategy,
      };
      const body = '{{data.day}}|{{data.own}}|{{data.gone}}';
      const fields = { message: { content: { title: 'T', body } }, data: { own: 1 }, data_source: source };
      const request = { data: { day: 'Monday' }, automation: { steps: [step(fields)] } };
      const { messages } = await runVirtually(request, { rows: rowsWith({ news: ['ada'] }), outbound });
      const [asked] = outbound.requests;
      expect([asked?.method, asked?.url.search, asked?.headers['x-key']]).toEqual([
        'GET',
        '?a=1&b=2&recipientId=ada',
        'k',
      ]);
      const { day, own = '' } = expected as { day: string; own?: number };
      expect(messages[0]?.deliveries[0]?.rendered.text).toBe(`${day}|${own}|`);
    },
  );

  it('A-23 A-40 send-list: without an answer the message goes out with the data there are, and says so', async () => {
    const outbound = new FakeOutbound(() => answered('no', 404));
    const fields = { template: 'NEWS', data_source: { webhook: { url: 'https://x.io' } } };
    const request = { data: { day: 'Monday' }, automation: { steps: [step(fields)] } };
    const { messages } = await runVirtually(request, { rows: rowsWith({ news: ['ada', 'mute'] }), outbound });
    expect(messages.map(({ status }) => status)).toEqual(['SENT', 'UNROUTABLE']);
    expect(messages[0]?.deliveries[0]?.rendered.text).toBe('Of Monday');
    for (const { history } of messages)
      expect(history[1]).toMatchObject({ type: 'DATA_MISSED', reason: 'the answer is no success: status 404' });
  });

  it('A-23 J-33 send-list: each recipient is written to in their own tenant, or in the one that the message names', async () => {
    const rows = rowsWith({ news: ['ada', 'bob'] });
    for (const id of ['acme', 'other'])
      rows.tenants.tenants.set(id, { id, name: id.toUpperCase(), properties: {}, userProfile: {} });
    rows.tenants.memberships.push({ userId: 'ada', tenantId: 'acme', profile: { first_name: 'Member' } });
    const content = { title: '{{profile.first_name}} of {{tenant.name}}', body: 'B' };
    const steps = [{ content }, { content, context: { tenant_id: 'other' } }].map((message) => step({ message }));
    const { messages } = await runVirtually({ automation: { steps } }, { rows });
    expect(messages.map(({ deliveries: [delivery] }) => delivery?.rendered.subject)).toEqual([
      'Member of ACME',
      'bob of',
      'ada of OTHER',
      'bob of OTHER',
    ]);
  });

  it('W-23 send-list: with a mock key no provider is called', async () => {
    const provider = new FakeProvider('outbox');
    const request = { automation: { steps: [step({ template: 'NEWS' })] } };
    const options = { rows: rowsWith({ news: ['ada'] }), providers: [provider], mock: true };
    const { messages } = await runVirtually(request, options);
    expect([messages[0]?.status, provider.parcels]).toEqual(['SIMULATED', []]);
  });

  it('A-23 send-list: a template that is published again meanwhile changes nothing', async () => {
    const rows = rowsWith({ news: ['ada'] });
    const { activities, call } = acceptVirtually({ automation: { steps: [step({ template: 'NEWS' })] } }, { rows });
    expect(await activities.perform(call())).toMatchObject({ kind: 'spreads' });
    const later = { id: 'v2', number: 2, body: { content: { title: 'Later', body: 'B' } } as never };
    const [first] = rows.templates;
    rows.templates.splice(0, 0, { id: 'nt_news', alias: 'NEWS', archived: false, version: later });
    expect(first?.version?.id).toBe('v1');
    await activities.sendPage(call());
    expect([...rows.messages.values()][0]?.deliveries[0]?.rendered.subject).toBe('Hi ada');
  });
});

/** The moments of a clock that stands still until it is told. */
function sendOf(
  users: string[],
  answers: (Answer | (() => Answer))[],
  { guarantee = 'at-least-once' as const, more = [] as FakeProvider[] } = {},
) {
  const rows = rowsWith({ news: users });
  const provider = new FakeProvider('first', answers);
  rows.providers.splice(0, 1, ...[provider, ...more].map((each) => each.configured({ guarantee })));
  let now = 0;
  const accepted = acceptVirtually(
    { automation: { steps: [step({ template: 'NEWS' })] } },
    { rows, providers: [provider, ...more], now: () => now },
  );
  const pass = (ms: number) => {
    now += ms;
  };
  return { ...accepted, provider, pass, message: () => [...rows.messages.values()][0] };
}

const away: Answer = { kind: 'transient', answer: '421 come again' };

describe('deliveries of a list', () => {
  it('S-06 send-list: a refusal moves on to the next provider, in the same page', async () => {
    const second = new FakeProvider('second');
    const refused: Answer = { kind: 'refused', answer: '550 no' };
    const { activities, call, provider, message } = sendOf(['ada'], [refused], { more: [second] });
    await activities.perform(call());
    expect(await activities.sendPage(call())).toEqual({ kind: 'done' });
    expect([provider.parcels.length, second.parcels.length]).toEqual([1, 1]);
    expect(second.parcels[0]?.key).toBe(provider.parcels[0]?.key);
    expect([message()?.status, message()?.deliveries[0]?.attempt, message()?.deliveries[0]?.providerId]).toEqual([
      'SENT',
      2,
      'second',
    ]);
  });

  it('F-13 send-list: what is deferred on every route ends the step, and is tried again when it is due', async () => {
    const { activities, call, provider, pass, run, message } = sendOf(['ada', 'bob'], [away, away, away]);
    await activities.perform(call());
    expect(await activities.sendPage(call())).toEqual({ kind: 'later', inMs: 5_000 });
    expect([run.status, run.steps.get(0)?.status, message()?.status]).toEqual(['PROCESSED', 'PROCESSED', 'ROUTED']);
    expect(await activities.sendPage(call())).toEqual({ kind: 'later', inMs: 5_000 });
    expect(provider.parcels).toHaveLength(2);
    pass(5_000);
    expect(await activities.sendPage(call())).toEqual({ kind: 'later', inMs: 10_000 });
    pass(10_000);
    expect(await activities.sendPage(call())).toEqual({ kind: 'done' });
    expect(provider.parcels.map(({ address }) => address).sort()).toEqual([
      'ada@x.io',
      'ada@x.io',
      'ada@x.io',
      'bob@x.io',
      'bob@x.io',
    ]);
    expect(new Set(provider.parcels.map(({ key }) => key)).size).toBe(2);
  });

  it('F-13 send-list: a delivery whose provider was removed is UNROUTABLE', async () => {
    const { activities, call, rows, pass, message } = sendOf(['ada'], [away]);
    await activities.perform(call());
    await activities.sendPage(call());
    rows.providers.length = 0;
    pass(5_000);
    expect(await activities.sendPage(call())).toEqual({ kind: 'done' });
    expect([message()?.status, message()?.reason]).toEqual(['UNROUTABLE', 'NO_PROVIDERS']);
  });

  it('A-23 send-list: nothing of a canceled run is sent, and nothing of it is tried again', async () => {
    const { activities, call, run, provider, pass } = sendOf(['ada'], [away]);
    await activities.perform(call());
    await activities.sendPage(call());
    run.status = 'CANCELED';
    pass(5_000);
    expect(await activities.sendPage(call())).toEqual({ kind: 'closed' });
    expect(provider.parcels).toHaveLength(1);
  });
});
