import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { AdHocInvoke } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile/compile.ts';
import type { ChosenStatus, PreferenceStatus } from '../../language/people/preference.ts';
import { Database } from '../../platform/database/database.ts';
import { DatabaseLookups } from '../../platform/database/database-lookups.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { UserPreferences } from '../../platform/database/preferences/user-preferences.ts';
import { DatabaseRuns } from '../../platform/database/runs/database-runs.ts';
import { RunIntake } from '../../platform/database/runs/run-intake.ts';
import { newRunId } from '../../platform/ids.ts';
import { MemoryPreferences, type UserChoice } from '../../platform/memory/memory-preferences.ts';
import { createDatabase } from '../support/postgres.ts';
import { countStatements } from '../support/statement-count.ts';
import { insertTopic } from '../support/topics.ts';

const SEED = 20261124;
const environmentId = 'test';
const TOPICS: Record<string, PreferenceStatus> = { a: 'OPTED_IN', b: 'OPTED_OUT', c: 'REQUIRED' };
const USERS = ['ada', 'bob', '__proto__'];
const TENANTS = ['acme', 'zeta'];

let database: Database;
let lookups: DatabaseLookups;
let preferences: UserPreferences;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase() });
  await ensureWorkspace(database.pool, { outbox: false });
  lookups = new DatabaseLookups(database.pool);
  preferences = new UserPreferences(database);
  for (const [id, defaultStatus] of Object.entries(TOPICS))
    await insertTopic(database, { environmentId, id, defaultStatus });
  await database.prisma.tenant.createMany({ data: TENANTS.map((id) => ({ environmentId, id, name: id })) });
});

afterAll(() => database.close());

beforeEach(() => database.prisma.userPreference.deleteMany());

const chosen: fc.Arbitrary<UserChoice> = fc.record(
  {
    userId: fc.constantFrom(...USERS),
    topicId: fc.constantFrom(...Object.keys(TOPICS)),
    tenantId: fc.constantFrom(...TENANTS),
    status: fc.constantFrom<ChosenStatus>('OPTED_IN', 'OPTED_OUT'),
    routing: fc.constantFrom(['sms'], ['email', 'inbox']),
  },
  { requiredKeys: ['userId', 'topicId', 'status'] },
);
const place = fc.record(
  {
    topicId: fc.constantFrom(...Object.keys(TOPICS), 'gone'),
    userId: fc.constantFrom(...USERS, 'nobody', ''),
    tenantId: fc.constantFrom(...TENANTS),
  },
  { requiredKeys: ['topicId', 'userId'] },
);

const keyOf = ({ userId, topicId, tenantId = '' }: UserChoice) => `${userId} ${topicId} ${tenantId}`;

/** A run of one send, as it is stored. */
async function accept(message: object, context: object = {}): Promise<string> {
  const steps = [{ action: 'send', message: { content: { title: 'T', body: 'B' }, ...message } }];
  const id = newRunId(new Date());
  const compiled = compileAutomation(AdHocInvoke.parse({ ...context, automation: { steps } }), 0);
  const run = { id, environmentId, kind: 'automation' as const, source: [], mock: false, ...compiled };
  await new RunIntake(database).accept(run);
  return id;
}

describe('what users chose, around a step', () => {
  it('U-06 is found alike in PostgreSQL and in memory', async () => {
    const rows = fc.uniqueArray(chosen, { selector: keyOf });
    const alike = fc.asyncProperty(rows, place, async (choices, asked) => {
      await database.prisma.userPreference.deleteMany();
      const memory = new MemoryPreferences();
      for (const [id, byDefault] of Object.entries(TOPICS)) memory.topics.set(id, byDefault);
      memory.choices.push(...choices);
      for (const { userId, tenantId, ...choice } of choices)
        await preferences.save({ environmentId, userId, tenantId }, [choice]);
      const { topicId, userId, tenantId = '' } = asked;
      const found = await lookups.findPreferences(environmentId, asked);
      const expected = memory.about([topicId], [userId], [tenantId]);
      expect(found.topics).toEqual(expected.topics);
      expect(Object.keys(found.choices)).toEqual(Object.keys(expected.choices));
      const said = ({ choices: all }: typeof found) =>
        Object.values(all).flatMap((own) => own.map((choice) => JSON.stringify(Object.entries(choice).sort())));
      expect(said(found).sort()).toEqual(said(expected).sort());
    });
    await fc.assert(alike, { seed: SEED, numRuns: 150 });
  });

  it('W-24 U-06 is that of the environment', async () => {
    await insertTopic(database, { environmentId: 'production', id: 'other', defaultStatus: 'OPTED_OUT' });
    await preferences.save({ environmentId, userId: 'ada' }, [{ topicId: 'a', status: 'OPTED_OUT' }]);
    const of = (environment: string, topicId: string) =>
      lookups.findPreferences(environment, { topicId, userId: 'ada' });
    expect(await of('production', 'a')).toEqual({ topics: [{ id: 'a' }], choices: {} });
    expect(await of(environmentId, 'other')).toEqual({ topics: [{ id: 'other' }], choices: {} });
    expect((await of(environmentId, 'a')).choices.ada).toHaveLength(1);
  });

  it('U-06 N-58 comes with the one statement that loads a step, whoever names the topic', async () => {
    await database.prisma.tenant.update({
      where: { environmentId_id: { environmentId, id: 'acme' } },
      data: { defaultPreferences: [{ id: 'a', status: 'REQUIRED' }] },
    });
    const optOut = { topicId: 'a', status: 'OPTED_OUT' as const };
    await preferences.save({ environmentId, userId: 'ada' }, [optOut, { ...optOut, topicId: 'b' }]);
    await preferences.save({ environmentId, userId: 'ada', tenantId: 'acme' }, [optOut]);
    await preferences.save({ environmentId, userId: 'ada', tenantId: 'zeta' }, [optOut]);
    const template = { environmentId, id: 'nt_1', draft: {}, creator: 'test', publishedVersion: 1 };
    const body = { content: { title: 'T', body: 'B' }, subscription: { topic_id: 'a' } };
    await database.prisma.template.create({
      data: { ...template, versions: { create: { number: 1, body, creator: 'test' } } },
    });
    const to = { user_id: 'ada', tenant_id: 'acme' };
    const ids = [
      await accept({ to, preferences: { subscription_topic_id: 'a' } }),
      await accept({ to, content: null, template: 'nt_1' }),
      await accept({ to }),
    ];
    const runs = new DatabaseRuns(database.pool);
    const statements = countStatements();
    const loaded = [];
    for (const runId of ids) loaded.push(await runs.load({ runId, order: 0, at: 0 }));
    statements.stop();
    const both = { topics: [{ id: 'a', byDefault: 'OPTED_IN' }], choices: { ada: expect.any(Array) } };
    expect(loaded.map((snapshot) => snapshot?.preferences)).toEqual([both, both, { topics: [], choices: {} }]);
    expect(loaded[0]?.preferences.choices.ada).toHaveLength(2);
    const chain = loaded[0]?.tenancy.tenants[0]?.chain;
    expect(chain?.[0]?.preferences).toEqual([{ topicId: 'a', status: 'REQUIRED' }]);
    expect(statements.texts).toHaveLength(3);
  });
});
