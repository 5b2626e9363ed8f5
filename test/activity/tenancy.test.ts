import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { AdHocInvoke } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile/compile.ts';
import { LONGEST_CHAIN } from '../../language/people/tenant.ts';
import { Database } from '../../platform/database/database.ts';
import { DatabaseLookups } from '../../platform/database/database-lookups.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { DatabaseRuns } from '../../platform/database/runs/database-runs.ts';
import { RunIntake } from '../../platform/database/runs/run-intake.ts';
import { Workspaces } from '../../platform/database/workspaces.ts';
import { newRunId } from '../../platform/ids.ts';
import { MemoryLookups } from '../../platform/memory/memory-lookups.ts';
import { MemoryRows } from '../../platform/memory/memory-rows.ts';
import { createDatabase } from '../support/postgres.ts';
import { countStatements } from '../support/statement-count.ts';

const SEED = 20261121;
const environmentId = 'test';
const TENANTS = ['a', 'b', 'c', 'd', 'e'];
const USERS = ['ada', 'bob', 'carl'];

let database: Database;
let lookups: DatabaseLookups;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase() });
  await ensureWorkspace(database.pool, { outbox: false });
  lookups = new DatabaseLookups(database.pool);
});

afterAll(() => database.close());

beforeEach(() => database.prisma.tenant.deleteMany());

/** Rows as nobody could make them over the API too: parents that are gone, or go in circles. */
async function insert(rows: { id: string; parentId?: string; brandId?: string }[], members: [string, string][] = []) {
  const data = rows.map((row) => ({ environmentId, name: row.id.toUpperCase(), properties: { of: row.id }, ...row }));
  await database.prisma.tenant.createMany({ data });
  await database.prisma.membership.createMany({
    data: members.map(([userId, tenantId]) => ({ environmentId, userId, tenantId, profile: { in: tenantId } })),
  });
}

const tenants = fc.uniqueArray(
  fc.record(
    { id: fc.constantFrom(...TENANTS), parentId: fc.constantFrom(...TENANTS, 'gone'), brandId: fc.constant('bnd') },
    { requiredKeys: ['id'] },
  ),
  { selector: ({ id }) => id },
);
const pairs = fc.uniqueArray(fc.tuple(fc.constantFrom(...USERS), fc.constantFrom(...TENANTS)), {
  selector: (pair) => pair.join(),
});
const wanted = fc.record(
  { userId: fc.constantFrom(...USERS), tenantId: fc.constantFrom(...TENANTS, 'gone') },
  { requiredKeys: [] },
);

const byText = (values: unknown[]) => values.map((value) => JSON.stringify(value)).sort();

describe('tenants around a step', () => {
  it('U-04 U-05 are found alike in PostgreSQL and in memory, circles and all', async () => {
    const seen = new Set<string>();
    const alike = fc.asyncProperty(tenants, pairs, wanted, async (rows, allPairs, asked) => {
      await database.prisma.tenant.deleteMany();
      const members = allPairs.filter(([, tenantId]) => rows.some(({ id }) => id === tenantId));
      await insert(rows, members);
      const memory = new MemoryRows();
      for (const row of rows) {
        const { id } = row;
        memory.tenants.tenants.set(id, { name: id.toUpperCase(), properties: { of: id }, userProfile: {}, ...row });
      }
      const remembered = members.map(([userId, tenantId]) => ({ userId, tenantId, profile: { in: tenantId } }));
      memory.tenants.memberships.push(...remembered);

      const stored = await lookups.findUser(environmentId, asked);
      const expected = await new MemoryLookups(memory).findUser(environmentId, asked);
      expect(byText(stored.memberships.map(sorted))).toEqual(byText(expected.memberships.map(sorted)));
      expect(byText(stored.tenants.map(sorted))).toEqual(byText(expected.tenants.map(sorted)));
      for (const { chain } of stored.tenants) seen.add(chain.length > LONGEST_CHAIN ? 'circle' : 'chain');
      for (const { isInferred } of stored.memberships) seen.add(isInferred ? 'inferred' : 'named');
    });
    await fc.assert(alike, { seed: SEED, numRuns: 150 });
    expect([...seen].sort()).toEqual(['chain', 'circle', 'inferred', 'named']);
  });

  it('W-24 U-05 are those of the environment, and so is what the user has', async () => {
    await insert([{ id: 'a' }], [['ada', 'a']]);
    expect(await lookups.findUser('production', { userId: 'ada', tenantId: 'a' })).toEqual({
      tenants: [],
      memberships: [],
    });
    const other = { environmentId: 'production', name: 'Other' };
    await database.prisma.tenant.createMany({
      data: [
        { ...other, id: 'b' },
        { ...other, id: 'p' },
      ],
    });
    await database.prisma.membership.create({ data: { environmentId: 'production', userId: 'ada', tenantId: 'b' } });
    await database.prisma.tenant.update({
      where: { environmentId_id: { environmentId, id: 'a' } },
      data: { parentId: 'p' },
    });
    const { memberships, tenants: found } = await lookups.findUser(environmentId, { userId: 'ada' });
    expect(memberships).toEqual([{ userId: 'ada', tenantId: 'a', profile: { in: 'a' }, isInferred: true }]);
    expect(found.map(({ chain }) => chain.map(({ id }) => id))).toEqual([['a']]);
  });

  it('U-05 are not inferred where the flag tenants.infer of the workspace is false, and are with any other value', async () => {
    await insert([{ id: 'a' }], [['ada', 'a']]);
    const workspaces = new Workspaces(database);
    for (const [value, count] of [
      [false, 0],
      ['no', 1],
      [true, 1],
      [null, 1],
    ] as const) {
      await workspaces.change(environmentId, { flags: { 'tenants.infer': value } });
      expect((await lookups.findUser(environmentId, { userId: 'ada' })).memberships).toHaveLength(count);
    }
  });

  it('J-32 U-05 come with the one statement that loads a step, whoever names them', async () => {
    await insert(
      [{ id: 'a', parentId: 'b' }, { id: 'b' }, { id: 'c' }, { id: 'd' }],
      [
        ['ada', 'd'],
        ['bob', 'a'],
      ],
    );
    const content = { title: 'T', body: 'B' };
    const send = { action: 'send', message: { to: { user_id: 'ada', tenant_id: 'a' }, content } };
    const get = { action: 'get-profile', user_id: 'bob', tenant_id: 'a' };
    const request = { profile: { tenant_id: 'c' }, automation: { steps: [send, get, { action: 'delay' }] } };
    const id = newRunId(new Date());
    const { plan, context } = compileAutomation(AdHocInvoke.parse(request), 0);
    const run = { id, environmentId, kind: 'automation' as const, source: [], mock: false, context, plan };
    await new RunIntake(database).accept(run);
    const runs = new DatabaseRuns(database.pool);
    const statements = countStatements();
    const shown = [];
    for (const order of [0, 1, 2]) {
      const { tenancy } = (await runs.load({ runId: id, order, at: 0 })) ?? {};
      shown.push([
        tenancy?.tenants.map(({ id: name }) => name).sort(),
        tenancy?.memberships.map(({ tenantId }) => tenantId),
      ]);
    }
    statements.stop();
    expect(shown).toEqual([
      [['a', 'c', 'd'], ['d']],
      [['a', 'c'], ['a']],
      [['c'], []],
    ]);
    expect(statements.texts).toHaveLength(3);
  });

  it.each<[object, string[]]>([
    [{ tenantId: 'a', profile: { tenant_id: 'b' } }, ['a']],
    [{ tenantId: null, profile: { tenant_id: 'b' } }, []],
    [{ profile: { tenant_id: '\u3000 a\v\n', context: { tenant_id: '\ufeffb\u00a0' } } }, ['a', 'b']],
  ])(
    'J-32 J-33 a step comes with the tenant that was decided on, or with those that its profile names: %j',
    async (said, ids) => {
      await insert([{ id: 'a' }, { id: 'b' }]);
      const id = newRunId(new Date());
      const { plan, context } = compileAutomation(
        AdHocInvoke.parse({ automation: { steps: [{ action: 'delay' }] } }),
        0,
      );
      const run = { id, environmentId, kind: 'journey' as const, source: [], mock: false, plan };
      await new RunIntake(database).accept({ ...run, context: { ...context, ...said } });
      const snapshot = await new DatabaseRuns(database.pool).load({ runId: id, order: 0, at: 0 });
      expect(snapshot?.tenancy.tenants.map((tenant) => tenant.id).sort()).toEqual(ids);
    },
  );
});

/** Without what the order of keys says. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, member]) => [key, sorted(member)]),
  );
}
