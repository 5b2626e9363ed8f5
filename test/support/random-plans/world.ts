import type { JsonObject } from '../../../language/json/json.ts';
import type { Choice, PreferenceStatus } from '../../../language/people/preference.ts';

/** What every random plan may read. */
export const RANDOM_DATA = {
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

/** Templates that exist, with their content; `MISSING` is none of them, and `NEWS` is on a topic. `DIGEST` is of batches. */
export const RANDOM_TEMPLATES = {
  NEWS: { title: 'News', body: 'For {{profile.first_name}}.' },
  WELCOME: { title: 'Welcome {{name}}', body: 'Hello {{profile.first_name}}.' },
  STRICT: { version: '2022-01-01', scope: 'strict', elements: [{ type: 'text', content: '{{absent}}' }] },
  DIGEST: {
    version: '2022-01-01',
    elements: [
      { type: 'meta', title: '{{batch.count}} came' },
      { type: 'text', content: '{{$.item.name}}: {{$.item.total}}', loop: 'data.batch.items' },
    ],
  },
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

/** Topics that exist, with their defaults; `pt_gone` is none of them. */
export const RANDOM_TOPICS: Record<string, PreferenceStatus> = { pt_news: 'OPTED_IN', pt_opt_in: 'OPTED_OUT' };

/** Of each template that is on a topic, which it is. */
export const RANDOM_SUBSCRIPTIONS: Record<string, string> = { NEWS: 'pt_news' };

/** What users chose of topics. */
export const RANDOM_CHOICES: (Choice & { userId: string; status: 'OPTED_IN' | 'OPTED_OUT' })[] = [
  { userId: 'ada', topicId: 'pt_opt_in', status: 'OPTED_IN' },
  { userId: 'ada', topicId: 'pt_news', status: 'OPTED_IN', routing: ['sms', 'email'] },
  { userId: 'ada', topicId: 'pt_news', tenantId: 'acme', status: 'OPTED_IN', routing: ['sms'] },
  { userId: 'mute', topicId: 'pt_news', status: 'OPTED_OUT' },
  { userId: 'mute', topicId: 'pt_news', tenantId: 'acme', status: 'OPTED_IN' },
];

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
