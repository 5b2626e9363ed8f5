import { brandOf } from '../brands.ts';
import { flakyAnswers } from '../flaky-provider.ts';
import { memoryRows } from '../virtual.ts';
import { randomAnswers } from './random-answers.ts';
import {
  RANDOM_BRAND,
  RANDOM_CHOICES,
  RANDOM_MEMBER,
  RANDOM_PROFILES,
  RANDOM_SUBSCRIPTIONS,
  RANDOM_TEMPLATES,
  RANDOM_TENANT,
  RANDOM_TOPICS,
} from './world.ts';

/** The world of random plans and journeys in memory, for runs on the virtual clock. */
export function virtualWorld() {
  const rows = memoryRows();
  for (const [alias, content] of Object.entries(RANDOM_TEMPLATES)) {
    const version = { id: alias, number: 1, body: { content, ...subscriptionOf(alias) } as never };
    rows.templates.push({ id: `nt_${alias}`, alias, archived: false, version });
  }
  for (const [id, profile] of Object.entries(RANDOM_PROFILES)) rows.profiles.set(id, profile);
  rows.brands.push(brandOf(RANDOM_BRAND.id, RANDOM_BRAND));
  rows.tenants.tenants.set(RANDOM_TENANT.id, { ...RANDOM_TENANT, properties: {} });
  for (const [id, byDefault] of Object.entries(RANDOM_TOPICS)) rows.preferences.topics.set(id, byDefault);
  rows.preferences.choices.push(...RANDOM_CHOICES);
  rows.tenants.memberships.push({ ...RANDOM_MEMBER, tenantId: RANDOM_TENANT.id });
  return { rows, outside: { answer: randomAnswers(), deliver: flakyAnswers() } };
}

function subscriptionOf(template: string) {
  const topic = RANDOM_SUBSCRIPTIONS[template];
  return topic && { subscription: { topic_id: topic } };
}
