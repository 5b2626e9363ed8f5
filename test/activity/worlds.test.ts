import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredUser } from '../../activities/ports/lookups.ts';
import { Database } from '../../platform/database/database.ts';
import { DatabaseLookups } from '../../platform/database/database-lookups.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { readOnly } from '../../platform/database/simulation/read-only.ts';
import { Worlds } from '../../platform/database/simulation/worlds.ts';
import { MemoryLookups } from '../../platform/memory/memory-lookups.ts';
import type { MemoryRows } from '../../platform/memory/memory-rows.ts';
import { createDatabase } from '../support/postgres.ts';
import { simulateSteps } from '../support/simulation/simulate-body.ts';

const environmentId = 'test';
const USERS = ['ada', 'bob', 'carl', 'nobody'];
const TENANTS = ['root', 'leaf', 'other', 'nowhere'];

let database: Database;
let worlds: Worlds;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase() });
  await ensureWorkspace(database.pool, { outbox: false });
  worlds = new Worlds(database);
  const { prisma } = database;
  await prisma.profile.createMany({
    data: ['ada', 'bob', 'member'].map((userId) => ({ environmentId, userId, profile: { name: userId } })),
  });
  await prisma.profile.create({
    data: { environmentId: 'production', userId: 'carl', profile: { name: 'elsewhere' } },
  });
  const tenant = { environmentId, properties: { a: 1 } };
  await prisma.tenant.createMany({
    data: [
      { ...tenant, id: 'root', name: 'Root', brandId: 'acme' },
      { ...tenant, id: 'leaf', name: 'Leaf', parentId: 'root', userProfile: { plan: 'gold' } },
      { ...tenant, id: 'other', name: 'Other', parentId: 'gone' },
    ],
  });
  const places: [string, string][] = [
    ['ada', 'leaf'],
    ['bob', 'leaf'],
    ['bob', 'other'],
    ['member', 'root'],
  ];
  await prisma.membership.createMany({
    data: places.map(([userId, tenantId]) => ({ environmentId, userId, tenantId, profile: { in: tenantId } })),
  });
  const provider = { environmentId, title: 'P', settings: { host: 'mail' }, secrets: 'sealed', channels: ['email'] };
  await prisma.provider.createMany({
    data: [
      { ...provider, id: 'o', provider: 'outbox', createdAt: new Date(1) },
      { ...provider, id: 's', provider: 'smtp', createdAt: new Date(2), rateLimit: { max: 1, per: 'hour' } },
    ],
  });
  await list('team.a', ['member', ...Array.from({ length: 1_500 }, (_, index) => `user-${index}`)]);
  await list('team.b', ['ada', 'member']);
  await list('team.gone', ['ada'], new Date());
});

afterAll(() => database.close());

async function list(id: string, users: string[], deletedAt?: Date) {
  const now = new Date();
  const row = { environmentId, id, name: id, createdAt: now, updatedAt: now, revision: 1, deletedAt };
  await database.prisma.recipientList.create({ data: row });
  const data = users.map((userId) => ({ environmentId, listId: id, userId, createdAt: now, createdRevision: 1 }));
  await database.prisma.subscription.createMany({ data });
}

const read = (names: string[]) => worlds.at({ environmentId }).worldOf(names);

const sorted = (rows: MemoryRows, list: string) => [...(rows.lists.get(list)?.keys() ?? [])];

/** The database promises no order. */
function ordered({ tenants, memberships, ...user }: StoredUser) {
  return {
    ...user,
    tenants: [...tenants].sort((one, other) => (one.id < other.id ? -1 : 1)),
    memberships: [...memberships].sort((one, other) => (one.tenantId < other.tenantId ? -1 : 1)),
  };
}

describe('worlds', () => {
  it('DR-21 worlds: users and tenants are seen as the database sees them', async () => {
    const lookups = new DatabaseLookups(database.pool);
    const { rows } = await read([...USERS, ...TENANTS]);
    for (const userId of [undefined, ...USERS])
      for (const tenantId of [undefined, ...TENANTS]) {
        const wanted = { userId, tenantId };
        const found = await new MemoryLookups(rows).findUser(environmentId, wanted);
        const stored = await lookups.findUser(environmentId, wanted);
        expect(ordered(found), `${userId} in ${tenantId}`).toEqual(ordered(stored));
      }
  });

  it('DR-21 worlds: the parents of a tenant and the people of a list are there without being named', async () => {
    const { rows } = await read(['team.b', 'leaf']);
    expect(rows.profiles.get('member')).toEqual({ name: 'member' });
    expect(rows.tenants.around(['member'], []).memberships).toMatchObject([{ tenantId: 'root', isInferred: true }]);
    expect(rows.tenants.around([], ['leaf']).tenants[0]?.chain.map(({ id }) => id)).toEqual(['root', 'leaf']);
  });

  it('DR-21 worlds: of lists the first 1,000 members are read, and all are counted; deleted ones are not there', async () => {
    const { rows, countOf } = await read(['team.*', 'team.a', 'team.b', 'team.gone']);
    expect([...rows.lists.keys()]).toEqual(['team.a', 'team.b']);
    expect(sorted(rows, 'team.a').length + sorted(rows, 'team.b').length).toBe(1_000);
    expect([countOf('team.a'), countOf('team.b'), countOf('team.*'), countOf('team.gone')]).toEqual([
      1_501,
      2,
      1_502,
      undefined,
    ]);
  });

  it('DR-21 worlds: a list or pattern that was not named is added when it is come to, beneath what the run wrote', async () => {
    const { rows, countOf, addList } = await read(['member', 'nowhere.*']);
    rows.profiles.set('member', { name: 'changed' });
    rows.lists.set('team.b', new Map([['new', undefined]]));
    await addList('team.b');
    expect([sorted(rows, 'team.b').sort(), countOf('team.b')]).toEqual([['ada', 'member', 'new'], 2]);
    expect([rows.profiles.get('ada'), rows.profiles.get('member')]).toEqual([{ name: 'ada' }, { name: 'changed' }]);
    expect(rows.tenants.around(['ada'], []).memberships).toMatchObject([{ tenantId: 'leaf', isInferred: true }]);
    expect(rows.tenants.around(['member'], []).memberships).toHaveLength(1);
    await addList('team.*');
    expect([countOf('team.*'), sorted(rows, 'team.a').length > 10]).toEqual([1_502, true]);
    await addList('other.*');
    expect([countOf('nowhere.*'), countOf('other.*'), countOf('team.gone')]).toEqual([undefined, undefined, undefined]);
  });

  it('DR-21 worlds: a pattern of thousands of lists counts them all, and brings those whose members are read', async () => {
    const many = 'FROM generate_series(1, 20000) AS number';
    await database.pool.query(`INSERT INTO recipient_list (environment_id, id, name, revision, created_at, updated_at)
      SELECT '${environmentId}', 'many.' || number, 'Many', 1, now(), now() ${many}`);
    await database.pool.query(`INSERT INTO subscription (environment_id, list_id, user_id, created_revision, created_at)
      SELECT '${environmentId}', 'many.' || number, 'u' || number, 1, now() ${many}`);
    await database.pool.query('ANALYZE recipient_list, subscription');
    const { rows, countOf } = await read(['many.*']);
    expect([countOf('many.*'), rows.lists.size]).toEqual([20_000, 1_000]);
  });

  it('DR-21 worlds: who was read by name is asked for no more, others once for each step that is about them', async () => {
    let looks = 0;
    const world = await worlds
      .at({ environmentId }, (look) => {
        looks += 1;
        return look();
      })
      .worldOf(['ada', 'leaf', 'nobody']);
    const about = (who: string, place = 'leaf') => [
      { action: 'update-profile', recipient_id: `\${data.${who}}`, profile: { seat: 1 }, merge: 'overwrite' },
      {
        action: 'get-profile',
        user_id: `\${data.${who}}`,
        tenant_id: `\${data.${place}}`,
        path: 'data.found',
        merge_strategy: 'replace',
      },
      { action: 'send', message: { to: { user_id: `\${data.${who}}` }, content: { title: 'T', body: '{{name}}' } } },
    ];
    const looksOf = async (steps: object[]) => {
      const before = looks;
      const data = { ada: 'ada', nobody: 'nobody', bob: 'bob', leaf: 'leaf', other: 'other' };
      const { entries, run } = await simulateSteps(steps, { data }, world);
      expect(run.status, JSON.stringify(entries.map(({ reason }) => reason))).toBe('PROCESSED');
      const [last] = [...world.rows.runs.values()].reverse();
      return [looks - before, last?.context.data.found];
    };
    expect(await looksOf(about('ada'))).toEqual([0, { name: 'ada', seat: 1, plan: 'gold', in: 'leaf' }]);
    expect(await looksOf(about('nobody'))).toEqual([0, { seat: 1, plan: 'gold' }]);
    expect(await looksOf(about('bob', 'other'))).toEqual([3, { name: 'bob', seat: 1, in: 'other' }]);
  });

  it('DR-21 worlds: providers come in the order of their trying, without settings, secrets or limits', async () => {
    const { rows } = await read([]);
    const alike = { channels: ['email'], version: 1, guarantee: 'at-least-once', settings: {} };
    expect(rows.providers).toEqual([
      { id: 's', provider: 'smtp', ...alike },
      { id: 'o', provider: 'outbox', ...alike },
    ]);
  });

  it('DR-26 worlds: what is lent cannot write', async () => {
    const connection = readOnly(database, (look) => look());
    await expect(connection.query('DELETE FROM profile', [])).rejects.toThrow('read-only transaction');
    expect(await database.prisma.profile.count()).toBe(4);
  });
});
