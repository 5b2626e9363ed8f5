import { OUTBOX_CHANNELS } from '../../activities/ports/outbox.ts';
import { preferenceOf } from '../../language/people/preference.ts';
import { InvalidInput, type Problem } from '../../language/problem.ts';
import { checkContent } from '../../messages/check-content.ts';
import { OUTBOX } from '../../messages/outbox.ts';
import { MemoryRows } from '../../platform/memory/memory-rows.ts';
import type { TenantRow } from '../../platform/memory/memory-tenancy.ts';
import type { WorldFile } from './world-file.ts';

type TenantOfWorld = NonNullable<WorldFile['tenants']>[string];

/** Without a word on providers there is one that takes everything, as after `npm start`. */
const EVERYTHING = [{ provider: OUTBOX, channels: OUTBOX_CHANNELS }];

/** A world's file as rows. @throws InvalidInput for content that could not be saved either */
export function rowsOfWorld(world: WorldFile): MemoryRows {
  refuseUnusable(world);
  const rows = new MemoryRows();
  rows.flags = world.flags ?? {};
  rows.defaultBrand = world.default_brand;
  rows.tenants.infers = rows.flags['tenants.infer'] !== false;
  addDefinitions(rows, world);
  addPeople(rows, world);
  addTenants(rows, world);
  for (const [index, { provider, channels }] of (world.providers ?? EVERYTHING).entries())
    rows.providers.push({ ...ALIKE, id: `${provider}-${index + 1}`, provider, channels });
  return rows;
}

const ALIKE = { version: 1, guarantee: 'at-least-once', settings: {} } as const;

function addDefinitions(rows: MemoryRows, { templates = {}, brands = {}, automations = {} }: WorldFile): void {
  for (const [id, { providerKey, alias, ...template }] of Object.entries(templates)) {
    const body = JSON.parse(JSON.stringify({ ...template, provider_key: providerKey }));
    rows.templates.push({ id, ...(alias && { alias }), archived: false, version: { id: `${id}@1`, number: 1, body } });
  }
  for (const [id, { name = id, settings = {}, snippets }] of Object.entries(brands))
    rows.brands.push({ id, name, settings, snippets: snippets?.items ?? [], version: `${id}@1` });
  for (const [id, definition] of Object.entries(automations))
    rows.automations.push({ id, archived: false, enabled: true, definition });
}

function addPeople({ profiles, lists, preferences }: MemoryRows, world: WorldFile): void {
  for (const [userId, profile] of Object.entries(world.profiles ?? {})) profiles.set(userId, profile);
  for (const [topicId, status] of Object.entries(world.topics ?? {})) preferences.topics.set(topicId, status);
  for (const [userId, chosen] of Object.entries(world.preferences ?? {}))
    for (const [topicId, written] of Object.entries(chosen))
      preferences.choices.push({ userId, ...preferenceOf(topicId, written) });
  for (const [id, users] of Object.entries(world.lists ?? {}))
    lists.set(id, new Map(users.map((userId) => [userId, undefined])));
}

function addTenants({ tenants: { tenants, memberships } }: MemoryRows, world: WorldFile): void {
  for (const [id, { users = {}, ...tenant }] of Object.entries(world.tenants ?? {})) {
    tenants.set(id, tenantOf(id, tenant));
    for (const [userId, profile] of Object.entries(users)) memberships.push({ userId, tenantId: id, profile });
  }
}

function tenantOf(id: string, { name = id, properties = {}, user_profile = {}, ...others }: TenantOfWorld): TenantRow {
  const { brand_id: brandId, parent_tenant_id: parentId, default_preferences: defaults } = others;
  const preferences = defaults?.items?.map(({ id: topicId, ...written }) => preferenceOf(topicId, written));
  return {
    id,
    name,
    properties,
    userProfile: user_profile,
    ...(brandId && { brandId }),
    ...(parentId && { parentId }),
    ...(preferences && { preferences }),
  };
}

function refuseUnusable(world: WorldFile): void {
  const problems = [...contentProblems(world), ...danglingNames(world)];
  if (problems.length > 0) throw new InvalidInput(problems);
}

function contentProblems({ templates = {} }: WorldFile): Problem[] {
  return Object.entries(templates).flatMap(([id, { content }]): readonly Problem[] => {
    try {
      checkContent(content, `templates.${id}.content`);
      return [];
    } catch (error) {
      if (error instanceof InvalidInput) return error.problems;
      throw error;
    }
  });
}

/** What a database would hold together, and a file may spell wrong. */
function danglingNames({ tenants = {}, topics = {}, preferences = {} }: WorldFile): Problem[] {
  const parents = Object.entries(tenants).flatMap(([id, { parent_tenant_id: parent }]) =>
    !parent || Object.hasOwn(tenants, parent)
      ? []
      : [{ path: `tenants.${id}.parent_tenant_id`, message: 'names no tenant' }],
  );
  const chosen = Object.entries(preferences).flatMap(([user, choices]) =>
    Object.keys(choices).map((topic) => ({ topic, path: `preferences.${user}.${topic}` })),
  );
  const unknown = chosen.filter(({ topic }) => !Object.hasOwn(topics, topic));
  return [...parents, ...unknown.map(({ path }) => ({ path, message: 'names no topic' }))];
}
