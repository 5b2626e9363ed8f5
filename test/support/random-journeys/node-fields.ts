import fc from 'fast-check';

import type { NodeName } from '../../../language/nodes/index.ts';

type Leaf = Exclude<NodeName, 'branch' | 'trigger'>;

const template = fc.constantFrom('WELCOME', 'WELCOME', 'NEWS', 'STRICT', '{{data.which}}', '{{data.missing}}');

const to = fc.constantFrom(
  undefined,
  { email_override: '{{data.name}}@example.com' },
  { email_override: 'later3@example.com' },
  { email_override: 'refused@example.com' },
  { user_id_override: 'mute' },
  { user_id_override: '{{data.who}}', email_override: 'you@example.com' },
);

const message = fc.record(
  {
    to,
    data: fc.constantFrom({ total: '{{data.total}}' }, { total: '{{data.total}} and {{data.name}}' }),
    delay: fc.constantFrom({ until: '2020-01-01' }, { until: '{{data.instant}}' }, { until: '{{data.junk}}' }),
    context: fc.constantFrom({ tenant_id: 'acme' }, { tenant_id: '{{data.missing}}' }, { tenant_id: 'nowhere' }),
    brand_id: fc.constantFrom('acme', 'nowhere', '{{data.who}}'),
  },
  { requiredKeys: [] },
);

const experiment = fc.constantFrom('{{data.name}}', '{{user.id}}', 'k1', 'k2').map((bucketingKey) => ({
  id: 'exp_1',
  bucketingKey,
  variants: [
    { id: 'a', templateId: 'WELCOME', weight: 1 },
    { id: 'b', templateId: 'STRICT', weight: 1 },
  ],
}));

const send = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(message, template).map(([rest, name]) => ({ message: { ...rest, template: name } })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(message, experiment).map(([rest, picks]) => ({ message: rest, experiment: picks })),
  },
);

const delay = fc.constantFrom<object>(
  { mode: 'duration', duration: '2 hours' },
  { mode: 'duration', duration: '{{data.wait}}' },
  { mode: 'duration', duration: '{{data.junk}}' },
  { mode: 'duration', duration: 'PT0S' },
  { mode: 'until', until: '20240408T080910.123' },
  { mode: 'until', until: '{{data.instant}}' },
  { mode: 'duration', duration: '{{f1.body.wait}}' },
);

/** A server's answers are told by `randomAnswers`. */
const fetch = fc.record({
  method: fc.constantFrom('post', 'put'),
  url: fc.constantFrom(
    '{{data.place}}',
    'https://example.com/{{data.name}}',
    'https://example.com/{{data.gone}}',
    'no url',
    ...['object', 'list', 'prototype', 'broken', 'unsteady', 'unsteady'].map((name) => `https://example.com/${name}`),
  ),
  merge_strategy: fc.constantFrom('replace', 'overwrite', 'soft-merge', 'none'),
  headers: fc.constantFrom<unknown>(undefined, { 'X-Name': { $ref: 'data.name' } }),
  body: fc.constantFrom<unknown>('body', { nested: '{{data.nested}}' }),
  response_schema: fc.constantFrom<unknown>(undefined, { required: ['total', 'absent'] }),
});

/** Periods that outlast the test: what passed before counts. */
const throttle = fc.oneof(
  fc.record({
    scope: fc.constantFrom('user', 'global'),
    max_allowed: fc.integer({ min: 1, max: 2 }),
    period: fc.constant('P9Y'),
  }),
  fc.record({
    scope: fc.constant('dynamic'),
    throttle_key: fc.constantFrom('{{data.name}}', 'k', '{{data.missing}}'),
    max_allowed: fc.integer({ min: 1, max: 2 }),
    period: fc.constant('P9Y'),
  }),
);

const batch = fc.record({
  scope: fc.constant('user'),
  wait_period: fc.constantFrom('PT10M', 'P1D'),
  max_wait_period: fc.constantFrom('P2D', 'P3D'),
  max_items: fc.constantFrom(1, 5),
  category_key: fc.constantFrom(undefined, 'data.name', 'missing'),
  retain: fc.constantFrom<object>(
    { type: 'first', count: 1 },
    { type: 'last', count: 0 },
    { type: 'highest', count: 2, sort_key: 'data.total' },
  ),
});

/** The fields of every node that has none below it, and how often a journey has it. */
export const nodeFields = {
  send: { weight: 4, fields: send },
  delay: { weight: 2, fields: delay },
  fetch: { weight: 3, fields: fetch },
  throttle: { weight: 2, fields: throttle },
  batch: { weight: 2, fields: batch },
  exit: { weight: 1, fields: fc.constant({}) },
} satisfies Record<Leaf, { weight: number; fields: fc.Arbitrary<object> }>;
