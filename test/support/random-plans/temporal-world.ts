import { ask, publishTemplate } from '../ask.ts';
import { startEngine } from '../engine.ts';
import { flakyProvider } from '../flaky-provider.ts';
import { SeenOutbound } from '../simulation/seen-outbound.ts';
import { skipTime } from '../temporal.ts';
import { choose, insertTopic } from '../topics.ts';
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

/** The world of random plans and journeys on Temporal, where time is skipped. Close it. */
export async function startTemporalWorld() {
  const environment = await skipTime();
  const outbound = new SeenOutbound();
  const ports = { outbound, providers: { outbox: flakyProvider() } };
  const engine = await startEngine({ connection: environment.nativeConnection, client: environment.client, ports });
  for (const [name, content] of Object.entries(RANDOM_TEMPLATES))
    await publishTemplate(engine, name, content, RANDOM_SUBSCRIPTIONS[name]);
  await ask(engine, 'POST', '/brands', RANDOM_BRAND);
  const { id, name, userProfile } = RANDOM_TENANT;
  const { userId, profile: ofMember } = RANDOM_MEMBER;
  await ask(engine, 'PUT', `/tenants/${id}`, { name, user_profile: userProfile });
  for (const [user, profile] of Object.entries(RANDOM_PROFILES))
    await ask(engine, 'PUT', `/profiles/${user}`, { profile });
  await ask(engine, 'PUT', `/users/${userId}/tenants/${id}`, { profile: ofMember });
  for (const [topic, defaultStatus] of Object.entries(RANDOM_TOPICS))
    await insertTopic(engine.database, { environmentId: 'test', id: topic, defaultStatus });
  for (const choice of RANDOM_CHOICES) await choose(engine, choice);
  const close = async () => {
    await engine.close();
    await environment.teardown();
  };
  return { environment, engine, outbound, close };
}

export type TemporalWorld = Awaited<ReturnType<typeof startTemporalWorld>>;
