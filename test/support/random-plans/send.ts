import fc from 'fast-check';

import { brand, template } from './shared.ts';

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

const preferences = fc.constantFrom('pt_news', 'pt_opt_in', 'pt_gone', 'refs.data.missing').map((topic) => ({
  subscription_topic_id: topic,
}));

const heldBack = fc.constantFrom({ duration: 3_600_001 }, { until: '2020-01-01' }, { until: { $ref: 'data.junk' } });

export const send = fc.oneof(
  fc
    .record({ to, content, brand_id: brand, delay: heldBack, preferences }, { requiredKeys: ['content'] })
    .map((message) => ({ message })),
  fc.record({ to, template }, { requiredKeys: ['template'] }).map((message) => ({ message })),
  fc
    .record(
      { template, brand, recipient: fc.constantFrom('ada', 'mute', 'unknown'), data: fc.constant({ total: 1 }) },
      { requiredKeys: [] },
    )
    .map((fields) => fields),
);
