import { describe, expect, it } from 'vitest';

import { Assumptions } from '../../../../simulation/assumptions/assumptions.ts';
import { START, simulateNodes, simulateSteps } from '../../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../../support/virtual.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const message = { to: { email: 'ada@example.com' }, content: { title: 'T', body: 'B' } };
const send = { action: 'send', ref: 'first', message };
const delay = (duration: string) => ({ action: 'delay', duration });
const fetch = {
  action: 'fetch-data',
  ref: 'f1',
  webhook: { url: 'https://example.com/a', method: 'GET' },
  merge_strategy: 'overwrite',
};
const wait = (duration: string) => ({ type: 'delay', mode: 'duration', duration });
const batch = (more: object = {}) => ({
  type: 'batch',
  scope: 'user',
  wait_period: 'PT2H',
  max_wait_period: 'P1D',
  retain: { type: 'last', count: 2 },
  ...more,
});
const throttle = { type: 'throttle', scope: 'user', max_allowed: 1, period: 'P1D' };

describe('assumptions', () => {
  it('DR-03 assumptions: a fetch is answered as it is said, by ref, id or order, one answer a try', async () => {
    const guarded = { ...send, if: 'data.total === 7' };
    for (const name of ['f1', 'step-0', '0']) {
      const assume = { fetches: { [name]: { body: { total: 7 }, headers: { 'X-A': 'b' } } } };
      const { entries, assumptionsNeeded } = await simulateSteps([fetch, guarded], {}, { assume });
      expect(entries[0]?.fetched).toEqual([
        { url: 'https://example.com/a', method: 'GET', assumed: true, status: 200 },
      ]);
      expect([entries[1]?.status, assumptionsNeeded]).toEqual(['PROCESSED', []]);
    }
    const tries = [{ status: 503 }, { error: 'it broke' }, { body: { total: 7 } }];
    const { entries } = await simulateSteps([fetch, guarded], {}, { assume: { fetches: { f1: tries } } });
    expect(entries[0]?.fetched?.map(({ status }) => status)).toEqual([503, undefined, 200]);
    expect(entries.map(({ status }) => status)).toEqual(['PROCESSED', 'PROCESSED']);
  });

  it('DR-03 assumptions: an answer that is no success is a step that goes wrong', async () => {
    const { entries } = await simulateSteps([fetch], {}, { assume: { fetches: { f1: { status: 404 } } } });
    expect(entries[0]).toMatchObject({ status: 'ERROR', reason: 'the answer is no success: status 404' });
  });

  it('DR-04 assumptions: a fetch of which nothing is said is answered with nothing, and asked for by name', async () => {
    const { entries, assumptionsNeeded } = await simulateSteps([fetch, send]);
    expect(entries.map(({ status, fetched }) => [status, fetched?.[0]?.assumed])).toEqual([
      ['PROCESSED', false],
      ['PROCESSED', undefined],
    ]);
    expect(assumptionsNeeded).toEqual([
      { kind: 'fetch', step: 'step-0', name: 'f1', message: 'GET https://example.com/a: give assume.fetches.f1' },
    ]);
  });

  it('DR-04 assumptions: profiles, templates, lists and automations that are missing are asked for', async () => {
    const steps = [
      { action: 'send', recipient: 'zoe', message: { content: { body: 'B' } } },
      { action: 'send-list', list: 'news', message: { content: { body: 'B' } } },
      { action: 'send', recipient: 'zoe', template: 'GONE' },
    ];
    const { assumptionsNeeded } = await simulateSteps(steps);
    expect(assumptionsNeeded.map(({ kind, step, name }) => `${kind} ${step} ${name}`)).toEqual([
      'profile step-0 zoe',
      'list step-1 news',
      'template step-2 GONE',
    ]);
    const invoking = await simulateSteps([{ action: 'invoke', template: 'nowhere' }]);
    expect(invoking.assumptionsNeeded).toMatchObject([{ kind: 'automation', step: 'step-0', name: 'nowhere' }]);
  });

  it.each<[object, string]>([
    [{ action: 'invoke', template: { $ref: 'data.name' } }, 'automation elsewhere'],
    [{ action: 'send', recipient: 'zoe', template: { $ref: 'data.name' } }, 'template elsewhere'],
    [{ action: 'send-list', list: 'news', template: { $ref: 'data.name' } }, 'template elsewhere'],
    [{ action: 'send-list', list: { $ref: 'data.name' }, message: { content: message.content } }, 'list elsewhere'],
  ])('DR-04 assumptions: what %j names by data is asked for by the name that these give', async (step, expected) => {
    const assume = { fetches: { f1: { body: { name: 'elsewhere' } } } };
    const { assumptionsNeeded } = await simulateSteps([fetch, step], {}, { assume });
    expect(assumptionsNeeded.map(({ kind, name }) => `${kind} ${name}`)).toEqual([expected]);
    expect(assumptionsNeeded[0]).toMatchObject({ step: 'step-1', message: expect.stringContaining(expected) });
  });

  it('DR-04 assumptions: an automation that was never published is as good as none, one that is archived is not', async () => {
    const rows = memoryRows();
    const saved = { archived: false, enabled: true };
    rows.automations.push(
      { ...saved, id: 'draft' },
      { ...saved, id: 'old', archived: true, definition: { steps: [] } },
    );
    const invoking = async (template: string) =>
      (await simulateSteps([{ action: 'invoke', template }], {}, { rows })).assumptionsNeeded;
    expect([await invoking('draft'), await invoking('old')]).toMatchObject([[{ name: 'draft' }], []]);
  });

  it.each<[object, string[]]>([
    [{ status: 'DELIVERED' }, ['DELIVERED', 'DELIVERED']],
    [{ status: 'OPENED', after: '2 hours' }, ['SENT', 'OPENED']],
    [{ status: 'UNDELIVERABLE' }, ['UNDELIVERABLE', 'UNDELIVERABLE']],
    [{ status: 'CLICKED', after: '2 days' }, ['SENT', 'SENT']],
  ])(
    'DR-03 assumptions: after %j the message is said to be, at once and a day later, %j',
    async (delivery, expected) => {
      const statuses = ['SENT', 'DELIVERED', 'OPENED', 'CLICKED', 'UNDELIVERABLE'];
      const asked = () =>
        statuses.map((status) => ({ action: 'send', message, if: `refs.first.status === "${status}"` }));
      const steps = [send, ...asked(), delay('1 day'), ...asked()];
      const assume = { deliveries: { first: delivery } };
      const { entries } = await simulateSteps(steps, {}, { assume: assume as never });
      const held = entries.flatMap(({ order, status, action }) =>
        action === 'send' && status === 'PROCESSED' ? [order] : [],
      );
      expect(held.slice(1).map((order) => statuses[order < 7 ? order - 1 : order - 7])).toEqual(expected);
    },
  );

  it('DR-03 assumptions: a run is canceled while it waits, after a time or at an instant', async () => {
    for (const when of [{ after: '3 days' }, { at: '2026-03-04T08:00:00Z' }]) {
      const assume = { events: [{ type: 'cancel', ...when }] } as never;
      const { run, entries, cost } = await simulateSteps(
        [send, delay('30 days'), { action: 'send', message }],
        {},
        { assume },
      );
      expect(run).toEqual({
        status: 'CANCELED',
        reason: 'canceled by a request',
        startedAt: START,
        endedAt: START + 3 * DAY,
      });
      expect(entries.map(({ status }) => status)).toEqual(['PROCESSED', 'CANCELED']);
      expect(cost).toEqual({ events: 11 - 1 + 2 + 6, actions: 2 + 2 + 1 });
    }
  });

  it('DR-03 assumptions: others come to a batch, put its end off, or fill it', async () => {
    const newcomer = (after: string) => ({ type: 'batch_member', node: 'n1', after, data: { nr: after } });
    const events = [newcomer('PT1H'), newcomer('PT2H')];
    const late = await simulateNodes(
      [batch(), { type: 'exit' }],
      { recipient: 'ada' },
      { assume: { events } as never },
    );
    expect(late.entries[2]?.at).toBe(START + 4 * HOUR);
    expect(late.entries[1]).toMatchObject({
      until: START + 4 * HOUR,
      batch: { at: START + 4 * HOUR, items: 3, by: 'wait_period' },
    });
    const early = [newcomer('PT1H'), newcomer('PT90M')];
    const nodes = [batch({ max_items: 3 }), { type: 'exit' }];
    const full = await simulateNodes(nodes, { recipient: 'ada' }, { assume: { events: early } as never });
    expect(full.entries[2]?.at).toBe(START + 1.5 * HOUR);
    const end = START + 1.5 * HOUR;
    expect(full.entries[1]).toMatchObject({ until: end, batch: { at: end, items: 3, by: 'max_items' } });
    const short = batch({ max_wait_period: 'PT3H' });
    const limited = await simulateNodes(
      [short, { type: 'exit' }],
      { recipient: 'ada' },
      { assume: { events } as never },
    );
    expect(limited.entries[1]).toMatchObject({ until: START + 3 * HOUR, batch: { items: 3, by: 'max_wait_period' } });
    // A signal ends its wait, and not the timer.
    expect(full.cost).toEqual({ events: 7 + 8, actions: 2 + 3 });
    const fetched = {
      type: 'fetch',
      method: 'post',
      url: 'https://a.io/{{data.batch.count}}/{{data.batch.items.1.nr}}',
      merge_strategy: 'none',
    };
    const read = await simulateNodes([batch(), fetched], { recipient: 'ada' }, { assume: { events } as never });
    expect(read.entries[2]?.fetched?.[0]?.url).toBe('https://a.io/3/PT2H');
  });

  const came = async (node: object, events: object[], context: object = { recipient: 'ada' }) => {
    const assume = { events: events.map((event) => ({ type: 'batch_member', node: 'n1', ...event })) } as never;
    const { entries, warnings } = await simulateNodes([node, { type: 'exit' }], context, { assume });
    return [
      entries[1]?.batch?.items,
      warnings.map(({ message: told }) => told.replace(/^the batch_member at \S+: /, '')),
    ];
  };

  it('DR-03 assumptions: whoever comes to a batch puts its end off by the calendar, as it is when they come', async () => {
    const start = Date.parse('2027-02-15T00:00:00Z');
    const monthly = batch({ wait_period: 'P1M', max_wait_period: 'P60D' });
    const events = [{ type: 'batch_member', node: 'n1', at: '2027-03-10T00:00:00Z' }];
    const { entries } = await simulateNodes([monthly], { recipient: 'ada' }, { assume: { events } as never, start });
    expect(entries[1]?.batch?.at).toBe(Date.parse('2027-04-10T00:00:00Z'));
  });

  it('DR-03 assumptions: what a batch keeps apart, and its own conditions leave out, does not join', async () => {
    const apart =
      'it belongs to another batch: by its category_key, or since the run has no user, email or phone number';
    const kinds = [{ data: { kind: 'a' } }, { data: { kind: 'b' } }].map((event) => ({ ...event, after: 'PT1H' }));
    const context = { recipient: 'ada', data: { kind: 'a' } };
    expect(await came(batch({ category_key: 'kind' }), kinds, context)).toEqual([2, [apart]]);
    expect(await came(batch(), [{ after: 'PT1H' }], {})).toEqual([1, [apart]]);
    expect(await came(batch(), [{ after: 'PT1H' }], { profile: { email: 'a@x.io' } })).toEqual([2, []]);
    const [, left] = await came(batch({ conditions: ['data.kind', 'is equal', 'a'] }), kinds, context);
    expect(left).toEqual([expect.stringMatching(/^its run is not gathered: conditions are not met/)]);
  });

  it('DR-03 assumptions: an event that comes too late is told to have come to nothing', async () => {
    const events = [
      { type: 'cancel', after: '2 days' },
      { type: 'batch_member', node: 'n2', after: 'PT1M' },
    ];
    const { run, warnings } = await simulateNodes([wait('PT1H'), batch()], {}, { assume: { events } as never });
    expect(run.status).toBe('PROCESSED');
    expect(warnings.map(({ message: told }) => told)).toEqual([
      'the batch_member at 2026-03-01T08:01:00.000Z: the node gathered nothing then',
      'the cancel at 2026-03-03T08:00:00.000Z: the run had ended',
    ]);
  });

  it('DR-03 assumptions: what is assumed of steps that the run does not come to is told to have come to nothing', async () => {
    const inner = [
      { id: 'ask', type: 'fetch', method: 'get', url: 'https://a.io', merge_strategy: 'none' },
      { id: 'say', type: 'send', message: { template: 'T', to: { email_override: 'a@x.io' } } },
      { id: 'stop', ...throttle },
    ];
    const paths = [{ conditions: ['data.goes', 'exists'], nodes: inner }];
    const assume = { fetches: { ask: {} }, deliveries: { say: { status: 'SENT' } }, throttled: ['stop'] };
    const branch = { type: 'branch', paths, default: { nodes: [] } };
    const rows = memoryRows();
    const version = { id: 'v1', number: 1, body: { content: { title: 'T', body: 'B' } } };
    rows.templates.push({ id: 'nt_1', alias: 'T', archived: false, version });
    const told = async (data: object) =>
      (await simulateNodes([branch], { data: data as never }, { assume: assume as never, rows })).warnings;
    expect(await told({})).toEqual([
      { step: 'ask', message: 'its assumed answer came to nothing: the run asks nobody there' },
      { step: 'say', message: 'its assumed delivery came to nothing: the run sends nothing there' },
      { step: 'stop', message: 'what is assumed came to nothing: the run is not throttled there' },
    ]);
    expect(await told({ goes: true })).toEqual([]);
  });

  it('DR-04 assumptions: a throttle that is named twice is refused', async () => {
    const twice = simulateNodes([throttle], {}, { assume: { throttled: ['n1', '1'] } });
    await expect(twice).rejects.toThrow('assume.throttled.1: is about the same step as n1');
  });

  it('DR-03 assumptions: throttles let pass, unless it is said that they do not', async () => {
    const nodes = [throttle, { type: 'exit' }];
    expect((await simulateNodes(nodes)).run.status).toBe('PROCESSED');
    const { run, entries } = await simulateNodes(nodes, {}, { assume: { throttled: ['n1'] } });
    expect(run).toMatchObject({ status: 'THROTTLED', reason: 'user: 1 passed in P1D already' });
    expect(entries).toHaveLength(2);
  });

  it.each<[object, string]>([
    [{ fetches: { nobody: {} } }, 'assume.fetches.nobody: names no step that fetches'],
    [{ fetches: { first: {} } }, 'assume.fetches.first: names no step that fetches'],
    [{ deliveries: { f1: { status: 'SENT' } } }, 'assume.deliveries.f1: names no step that sends to one recipient'],
    [{ fetches: { f1: {}, 0: {} } }, 'assume.fetches.f1: is about the same step as 0'],
    [{ throttled: ['9'] }, 'assume.throttled.0: names no throttle'],
    [{ events: [{ type: 'batch_member', node: 'x', after: '1 hour' }] }, 'assume.events.0.node: names no batch'],
    [{ events: [{ type: 'cancel', at: '2020-01-01' }] }, 'assume.events.0.at: must not lie before the start'],
  ])('DR-04 assumptions: %j is about nothing, or about the same as another', async (assume, problem) => {
    await expect(simulateSteps([fetch, send], {}, { assume })).rejects.toThrow(problem);
  });

  it.each<[object, string]>([
    [{ fetch: {} }, 'Unrecognized key: "fetch"'],
    [{ deliveries: { a: { status: 'GONE' } } }, 'Invalid option'],
    [{ events: [{ type: 'cancel' }] }, 'needs either after or at'],
    [{ events: [{ type: 'cancel', after: 'soonish' }] }, 'must be a duration'],
    [{ fetches: { a: { code: 200 } } }, 'fetches.a: Unrecognized key: "code"'],
    [{ fetches: { a: { status: '200' } } }, 'fetches.a.status: Invalid input: expected number, received string'],
    [{ fetches: { a: 'x' } }, 'fetches.a: Invalid input: expected object, received string'],
    [{ fetches: { a: null } }, 'fetches.a: Invalid input: expected object, received null'],
    [{ fetches: { a: { error: 'x', body: {} } } }, 'fetches.a: Unrecognized key: "body"'],
    [{ fetches: { a: { error: 5 } } }, 'fetches.a.error: Invalid input: expected string, received number'],
    [{ fetches: { a: { headers: { b: 1 } } } }, 'fetches.a.headers.b: Invalid input: expected string, received number'],
    [{ fetches: { a: [] } }, 'fetches.a: Too small'],
    [{ fetches: { a: [{}, { status: 700 }, { error: '' }] } }, 'fetches.a.1.status: Too big'],
    [{ fetches: { a: [{}, { status: 700 }, { error: '' }] } }, 'fetches.a.2.error: Too small'],
    [{ fetches: { a: { status: 302, headers: { Location: '/b' } } } }, 'fetches.a.headers.Location: is followed in a'],
  ])('DR-04 assumptions: %j is refused', (assume, problem) => {
    expect(
      Assumptions.safeParse(assume)
        .error?.issues.map(({ path, message: told }) => `${path.join('.')}: ${told}`)
        .join('\n'),
    ).toContain(problem);
  });
});
