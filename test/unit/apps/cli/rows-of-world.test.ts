import { describe, expect, it } from 'vitest';

import { rowsOfWorld } from '../../../../apps/cli/rows-of-world.ts';
import { WorldFile } from '../../../../apps/cli/world-file.ts';
import { simulateSteps } from '../../../support/simulation/simulate-body.ts';

const template = { subscription: { topic_id: 'news' }, content: { title: 'News', body: 'Some' } };
const tenant = (status: string, routing?: string[]) => ({
  default_preferences: { items: [{ id: 'news', status, ...(routing && { custom_routing: routing }) }] },
});

/** What becomes of news to Ada, who is in the tenant `leaf` of `root`. */
async function newsIn({ leaf = {}, root = {}, ...said }: Record<string, object | undefined>) {
  const world = WorldFile.parse({
    templates: { news: template },
    profiles: { ada: { email: 'ada@example.com', phone_number: '+15550100' } },
    topics: { news: 'OPTED_IN' },
    tenants: { root, leaf: { ...leaf, parent_tenant_id: 'root', users: { ada: {} } } },
    ...said,
  });
  const send = { action: 'send', recipient: 'ada', template: 'news' };
  const { entries } = await simulateSteps([send], {}, { rows: rowsOfWorld(world) });
  return entries[0]?.messages?.map(({ status, channel, reason }) => reason ?? `${status} ${channel}`);
}

describe('rows of world', () => {
  it.each<[string, Parameters<typeof newsIn>[0], string]>([
    ['what nobody speaks of goes out', {}, 'SENT email'],
    ['the default of a tenant', { leaf: tenant('OPTED_OUT') }, 'OPT_IN_REQUIRED'],
    ['that of its parent', { root: tenant('OPTED_OUT') }, 'OPT_IN_REQUIRED'],
    ['its own before that of its parent', { leaf: tenant('OPTED_IN'), root: tenant('OPTED_OUT') }, 'SENT email'],
    [
      'a choice before a default',
      { leaf: tenant('OPTED_IN'), preferences: { ada: { news: 'OPTED_OUT' } } },
      'UNSUBSCRIBED',
    ],
    [
      'a default that is required before a choice',
      { leaf: tenant('REQUIRED'), preferences: { ada: { news: 'OPTED_OUT' } } },
      'SENT email',
    ],
    ['channels of a tenant', { leaf: tenant('OPTED_IN', ['sms']) }, 'SENT sms'],
    [
      'channels of a user',
      { preferences: { ada: { news: { status: 'OPTED_IN', custom_routing: ['sms'] } } } },
      'SENT sms',
    ],
    [
      'channels that do not count',
      { preferences: { ada: { news: { status: 'OPTED_IN', has_custom_routing: false, custom_routing: ['sms'] } } } },
      'SENT email',
    ],
  ])('DR-32 rows of world: %s', async (_, world, expected) => {
    expect(await newsIn(world)).toEqual([expected]);
  });

  it.each<[object, string]>([
    [
      { tenants: { a: { default_preferences: { items: [{ id: 'news', status: 'NO' }] } } } },
      'tenants.a.default_preferences.items.0.status',
    ],
    [
      { tenants: { a: { default_preferences: { items: [0, 1].map(() => ({ id: 'news', status: 'OPTED_IN' })) } } } },
      'tenants.a.default_preferences.items',
    ],
    [{ preferences: { ada: { news: 'REQUIRED' } } }, 'preferences.ada.news.status'],
    [
      { preferences: { ada: { news: { status: 'OPTED_IN', has_custom_routing: true } } } },
      'preferences.ada.news.custom_routing',
    ],
  ])('DR-34 rows of world: %j is refused at %s', (world, place) => {
    expect(WorldFile.safeParse(world).error?.issues.map(({ path }) => path.join('.'))).toEqual([place]);
  });

  it.each([
    [{ tenants: { leaf: { parent_tenant_id: 'rot' } } }, 'tenants.leaf.parent_tenant_id: names no tenant'],
    [
      { topics: { news: 'OPTED_IN' }, preferences: { ada: { nws: 'OPTED_OUT' } } },
      'preferences.ada.nws: names no topic',
    ],
  ])('DR-33 rows of world: %j is refused', (world, message) => {
    expect(() => rowsOfWorld(WorldFile.parse(world))).toThrow(message);
  });

  it('DR-33 rows of world: ids of users are as long as anywhere, wherever they stand', () => {
    const worldOf = (id: string) => ({
      profiles: { [id]: {} },
      lists: { team: [id] },
      tenants: { acme: { users: { [id]: {} } } },
      preferences: { [id]: {} },
    });
    expect(WorldFile.safeParse(worldOf('x'.repeat(512))).success).toBe(true);
    const { error } = WorldFile.safeParse(worldOf('x'.repeat(513)));
    expect(error?.issues.map(({ path }) => path[0])).toEqual(['profiles', 'tenants', 'lists', 'preferences']);
  });

  it('DR-33 rows of world: what the API tells of a template, a tenant or a brand is taken as it is', () => {
    const told = { id: 'x', created: 1, creator: 'key', updated: 2, version: 'v1' };
    const content = { title: 'T', body: 'B' };
    const world = {
      templates: { x: { ...told, state: 'PUBLISHED', name: 'X', content } },
      brands: { x: told },
      tenants: { x: told },
    };
    expect(() => rowsOfWorld(WorldFile.parse(world))).not.toThrow();
    expect(WorldFile.safeParse({ templates: { x: { contnt: content } } }).success).toBe(false);
    expect(WorldFile.safeParse({ flags: { 'tenants.infer': 'no' } }).success).toBe(false);
  });
});
