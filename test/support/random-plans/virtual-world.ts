import { brandOf } from '../brands.ts';
import { FakeOutbound } from '../fake-outbound.ts';
import { flakyProvider } from '../flaky-provider.ts';
import { memoryRows } from '../virtual.ts';
import { answerRandomly } from './answer-randomly.ts';
import { RANDOM_BRAND, RANDOM_MEMBER, RANDOM_PROFILES, RANDOM_TEMPLATES, RANDOM_TENANT } from './world.ts';

/** The world of random plans and journeys in memory, for runs on the virtual clock. */
export function virtualWorld() {
  const rows = memoryRows();
  for (const [alias, content] of Object.entries(RANDOM_TEMPLATES)) {
    const version = { id: alias, number: 1, body: { content } as never };
    rows.templates.push({ id: `nt_${alias}`, alias, archived: false, version });
  }
  for (const [id, profile] of Object.entries(RANDOM_PROFILES)) rows.profiles.set(id, profile);
  rows.brands.push(brandOf(RANDOM_BRAND.id, RANDOM_BRAND));
  rows.tenants.tenants.set(RANDOM_TENANT.id, { ...RANDOM_TENANT, properties: {} });
  rows.tenants.memberships.push({ ...RANDOM_MEMBER, tenantId: RANDOM_TENANT.id });
  return { rows, outbound: new FakeOutbound(answerRandomly), providers: [flakyProvider()] };
}
