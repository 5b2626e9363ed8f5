import fc from 'fast-check';

import type { OutboundAnswer, OutboundRequest } from '../../activities/ports/outbound.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { answered } from './fake-outbound.ts';

/** What every random plan may read. */
const RANDOM_DATA = {
  total: 120,
  vip: true,
  name: 'Ada',
  tags: ['a', 'b'],
  wait: '3 hours',
  junk: 'soonish',
  none: null,
  nested: { days: '2 days' },
  how: 'overwrite',
  who: 'ada',
  place: 'https://example.com/object',
  next: 'chained',
  again: 'follow-up',
};

/** Templates that exist, with their content; `MISSING` is none of them. */
export const RANDOM_TEMPLATES = {
  WELCOME: { title: 'Welcome {{name}}', body: 'Hello {{profile.first_name}}.' },
  STRICT: { version: '2022-01-01', scope: 'strict', elements: [{ type: 'text', content: '{{absent}}' }] },
};

const toOutbox = { to: { email: 'invoked@example.com' }, content: { title: 'Total {{total}}', body: 'B' } };

/**
 * Saved automations that a plan may invoke, by alias; `MISSING` is none of them. What they store is their own affair: their runs
 * and those that started them go on side by side.
 */
export const RANDOM_AUTOMATIONS = {
  'follow-up': {
    cancelation_token: `follow-\${data.total}`,
    steps: [
      { action: 'send', ref: 'first', message: toOutbox },
      { action: 'delay', duration: 'refs.data.wait' },
      { action: 'send', if: 'profile.plan === "gold"', message: toOutbox },
      { action: 'update-profile', recipient_id: 'invoked', profile: { total: 'refs.data.total' }, if: 'data.vip' },
      { action: 'delay', until: '20240408' },
    ],
  },
  chained: { steps: [{ action: 'invoke', template: 'follow-up', context: { data: { total: 2 }, recipient: 'mute' } }] },
  endless: { steps: [{ action: 'invoke', template: { $ref: 'data.again' }, context: { data: { again: 'endless' } } }] },
};

/** Users with a stored profile when a plan begins. */
export const RANDOM_PROFILES: Record<string, JsonObject> = {
  ada: { email: 'ada@example.com', first_name: 'Ada', custom: { total: 1, own: true } },
  mute: { first_name: 'Bob' },
};

/** A tenant that exists; `nowhere` is none. */
export const RANDOM_TENANT = {
  id: 'acme',
  name: 'Acme',
  userProfile: { email: 'desk@example.com', first_name: 'Desk' },
};

/** Its only user. */
export const RANDOM_MEMBER = { userId: 'ada', profile: { first_name: 'Member' } };
/** Who is on which list when a plan begins. */
export const RANDOM_LISTS: Record<string, string[]> = { 'team.a': ['ada', 'unknown'], 'team.b': ['mute'] };

/** A brand that exists; `nowhere` is none. */
export const RANDOM_BRAND = { id: 'acme', name: 'Acme', settings: { email: { footer: { content: '{{name}}' } } } };

/** Everyone whose stored profile a plan may change. */
export const RANDOM_USERS = [...Object.keys(RANDOM_PROFILES), 'unknown'];

const guard = fc.constantFrom(
  undefined,
  undefined,
  undefined,
  'data.total > 100',
  'data.total < 100',
  'data.vip && profile.plan === "gold"',
  'data.tags.includes("a")',
  'data.none ?? false',
  'data.missing.deep === 1',
  'refs.first.status === "SENT"',
  'refs.first.status < MessageStatus.Opened',
  'refs.first.status === "ROUTED"',
  'recipient === "ada"',
  'profile.first_name === "Zoe"',
);

const to = fc.constantFrom(
  undefined,
  { email: 'you@example.com' },
  { user_id: 'ada' },
  { user_id: 'mute' },
  { user_id: { $ref: 'data.name' } },
  { user_id: 'mute', tenant_id: 'acme' },
  { user_id: 'mute', context: { tenant_id: 'refs.data.missing' } },
  { email: 'later3@example.com' },
  { email: 'refused@example.com' },
);

const content = fc.constantFrom<object>(
  { title: 'Hi {{name}} {{brand.name}}', body: `Total: \${data.total}` },
  {
    version: '2022-01-01',
    elements: [{ type: 'meta', title: 'T' }, { type: 'text', content: 'refs.data.name' }, { type: 'divider' }],
  },
  {
    elements: [
      { type: 'text', content: 'Hi', ref: 'greeting', if: 'data.vip', locales: { fr: { content: 'Salut' } } },
      { type: 'list', elements: [{ type: 'list-item', content: '{{$.index}} {{$.item}}', loop: 'data.tags' }] },
      { type: 'text', content: 'gone', if: 'refs.greeting.visible && data.missing.deep' },
    ],
  },
  { scope: 'strict', elements: [{ type: 'text', content: '{{$.item}}', loop: 'data.missing' }] },
);

const brand = fc.constantFrom<unknown>(undefined, 'acme', 'nowhere', 'refs.data.who', { $ref: 'data.missing' });

const template = fc.constantFrom('WELCOME', 'WELCOME', 'STRICT', 'MISSING', { $ref: 'data.missing' });

const heldBack = fc.constantFrom({ duration: 3_600_001 }, { until: '2020-01-01' }, { until: { $ref: 'data.junk' } });

const send = fc.oneof(
  fc
    .record({ to, content, brand_id: brand, delay: heldBack }, { requiredKeys: ['content'] })
    .map((message) => ({ action: 'send', message })),
  fc.record({ to, template }, { requiredKeys: ['template'] }).map((message) => ({ action: 'send', message })),
  fc
    .record(
      { template, brand, recipient: fc.constantFrom('ada', 'mute', 'unknown'), data: fc.constant({ total: 1 }) },
      { requiredKeys: [] },
    )
    .map((fields) => ({ action: 'send', ...fields })),
);

const strategy = fc.constantFrom(undefined, 'replace', 'overwrite', 'soft-merge', 'none', { $ref: 'data.how' });

const updateProfile = fc
  .record({
    profile: fc.constantFrom<unknown>(
      { plan: 'gold', first_name: 'Zoe' },
      { email: 'new@example.com', custom: { total: { $ref: 'data.total' }, gone: 'refs.data.gone' } },
      { custom: { tags: 'refs.data.tags', none: { $ref: 'data.none' } } },
      {},
      'refs.data.nested',
      'refs.data.missing',
    ),
    recipient_id: fc.constantFrom(undefined, undefined, 'ada', 'mute', 'unknown', 'refs.data.who', 'refs.data.missing'),
    merge: strategy,
  })
  .map((fields) => ({ action: 'update-profile', ...fields }));

const getProfile = fc
  .record({
    user_id: fc.constantFrom<unknown>('ada', 'mute', 'unknown', 'refs.data.who', { $ref: 'data.missing' }),
    path: fc.constantFrom(undefined, 'profile', 'data.found', 'data.nested', 'data.total'),
    merge_strategy: strategy,
    tenant_id: fc.constantFrom(undefined, undefined, 'acme', 'nowhere', 'refs.data.missing'),
  })
  .map((fields) => ({ action: 'get-profile', ...fields }));

const answers = ['object', 'list', 'text', 'prototype', 'missing', 'broken'].map(
  (name) => `https://example.com/${name}`,
);

/** Asked by POST, which is not tried again; how each is answered is told by `answerRandomly`. */
const fetchData = fc
  .record({
    webhook: fc.oneof(
      fc
        .record({
          url: fc.constantFrom<unknown>('refs.data.place', `https://example.com/\${data.name}`, 'no url', ...answers),
          headers: fc.constantFrom<unknown>(undefined, { 'X-Name': 'refs.data.name', 'X-None': { $ref: 'data.none' } }),
          params: fc.constantFrom<unknown>(undefined, { tags: 'refs.data.tags', total: { $ref: 'data.total' } }),
          body: fc.constantFrom<unknown>('body', { nested: { $ref: 'data.nested' } }),
        })
        .map((fields) => ({ method: 'POST', ...fields })),
      fc.constantFrom<unknown>({ url: 'refs.data.missing' }, 'refs.data.junk', {
        url: `https://example.com/\${data.gone}`,
      }),
    ),
    merge_strategy: strategy,
  })
  .map((fields) => ({ action: 'fetch-data', ...fields }));

/** What stands outside for both drivers: the last part of the path says what it answers. */
export function answerRandomly({ url, headers, body }: OutboundRequest): OutboundAnswer {
  const asked = { query: url.search, name: headers['x-name'] ?? null, body: body ?? null };
  switch (url.pathname) {
    case '/object':
      return answered({ asked, total: 60, nested: { days: '5 days' }, tags: ['c'], wait: '1 hour', how: 'soft-merge' });
    case '/list':
      return answered([asked]);
    case '/text':
      return answered('text');
    case '/prototype':
      return answered('{"nested":{"__proto__":{"days":"1 day"}}}');
    case '/broken':
      return { kind: 'unanswered', reason: 'the connection broke', mayHaveArrived: true };
    default:
      return answered(asked, 404);
  }
}

const cancel = fc
  .constantFrom<object>(
    { cancelation_token: 'random' },
    { cancellation_token: `random-\${data.name}` },
    { cancelationToken: { $ref: 'data.total' } },
    { cancelation_token: `random-\${data.missing}` },
  )
  .map((fields) => ({ action: 'cancel', ...fields }));
const invoke = fc
  .record({
    template: fc.constantFrom<unknown>(
      'follow-up',
      'follow-up',
      'chained',
      'endless',
      'MISSING',
      'refs.data.next',
      'refs.data.none',
    ),
    context: fc.constantFrom<unknown>(
      undefined,
      undefined,
      { data: { total: 7, again: 'follow-up' }, profile: 'refs.profile' },
      { recipient: 'refs.data.who', data: { $ref: 'data.nested' } },
      { data: 'refs.data.total' },
      { recipient: 'refs.data.missing' },
    ),
  })
  .map((fields) => ({ action: 'invoke', ...fields }));
const subscribe = fc
  .record({
    list_id: fc.constantFrom<unknown>('team.a', 'team.b', 'refs.data.name', { $ref: 'data.missing' }),
    recipient_id: fc.constantFrom<unknown>('ada', 'mute', 'unknown', 'refs.data.who', { $ref: 'data.missing' }),
    subscription: fc.constantFrom(undefined, { preferences: { notifications: {} } }),
  })
  .map((fields) => ({ action: 'subscribe', ...fields }));

const sendList = fc
  .record(
    {
      list: fc.constantFrom<unknown>('team.a', 'team.*', '**', 'nobody', { $ref: 'data.missing' }),
      template,
      data: fc.constant({ total: 2 }),
    },
    { requiredKeys: ['list'] },
  )
  .map((fields) => ({ action: 'send-list', ...fields }));

const delay = (base: number) =>
  fc.constantFrom<object>(
    { duration: '2 hours' },
    { duration: '1 month' },
    { duration: 'P1DT90M' },
    { duration: '0 minutes' },
    { duration: { $ref: 'data.wait' } },
    { duration: `\${data.nested.days}` },
    { duration: { $ref: 'data.junk' } },
    { until: '20240408T080910.123' },
    { until: new Date(base + 2 * 365 * 86_400_000).toISOString(), duration: 'not read' },
    {},
  );

/** Bodies of ad-hoc invokes that use all there is, seeded: the same seed gives the same plans. `base`: now, in milliseconds. */
export function randomPlans(count: number, seed: number, base: number): object[] {
  const step = fc.tuple(
    fc.oneof(
      { weight: 3, arbitrary: send },
      { weight: 2, arbitrary: delay(base).map((fields) => ({ action: 'delay', ...fields })) },
      { weight: 2, arbitrary: updateProfile },
      { weight: 1, arbitrary: getProfile },
      { weight: 2, arbitrary: fetchData },
      { weight: 1, arbitrary: cancel },
      { weight: 1, arbitrary: invoke },
      { weight: 1, arbitrary: subscribe },
      { weight: 1, arbitrary: sendList },
    ),
    guard,
  );
  const steps = fc.array(step, { minLength: 1, maxLength: 5 }).map((pairs) =>
    pairs.map(([fields, condition], order) => ({
      ...fields,
      ...(condition && { if: condition }),
      ...(order === 0 && { ref: 'first' }),
    })),
  );
  const request = fc.record(
    {
      recipient: fc.constantFrom('ada', 'mute'),
      template: fc.constant('WELCOME'),
      profile: fc.constantFrom<object>(
        { plan: 'gold', email: 'run@example.com' },
        { plan: 'gold', tenant_id: 'acme' },
        { plan: 'gold', context: { tenant_id: 'nowhere' } },
      ),
    },
    { requiredKeys: [] },
  );
  const plan = fc.tuple(steps, request).map(([list, context]) => ({
    ...context,
    data: RANDOM_DATA,
    automation: { cancelation_token: 'random', steps: list },
  }));
  return fc.sample(plan, { numRuns: count, seed });
}
