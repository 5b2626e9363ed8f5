import { afterAll, beforeAll, expect, it } from 'vitest';

import { Database } from '../../platform/database/database.ts';
import { DatabaseLookups } from '../../platform/database/database-lookups.ts';
import { Journeys } from '../../platform/database/definitions/journeys.ts';
import { Templates } from '../../platform/database/definitions/templates.ts';
import { ensureWorkspace } from '../../platform/database/ensure-workspace.ts';
import { DatabaseRuns } from '../../platform/database/runs/database-runs.ts';
import { RunIntake } from '../../platform/database/runs/run-intake.ts';
import { newRunId } from '../../platform/ids.ts';
import { journeyPlan, TRIGGER } from '../support/journeys/journey-plan.ts';
import { createDatabase } from '../support/postgres.ts';

const environmentId = 'test';

let database: Database;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase() });
  await ensureWorkspace(database.pool, { outbox: false });
  for (const id of ['own', 'other'])
    await database.prisma.journey.create({ data: { environmentId, id, draft: {}, nodeIds: [], creator: 'me' } });
  const template = { id: 'nt_own', alias: null, draft: { name: 'N' }, creator: 'me', publish: true };
  await new Templates(database).insert({ environmentId, journeyId: 'own' }, template);
});

afterAll(() => database.close());

/** Which templates the send of such a run comes with. */
async function found(kind: 'journey' | 'automation', automationId: string): Promise<string[]> {
  const id = newRunId(new Date());
  const plan = journeyPlan([TRIGGER, { type: 'send', message: { template: 'nt_own' } }]);
  const context = { data: {}, profile: {} };
  await new RunIntake(database).accept({
    id,
    environmentId,
    kind,
    automationId,
    source: [],
    mock: false,
    context,
    plan,
  });
  const snapshot = await new DatabaseRuns(database.pool).load({ runId: id, order: 1, at: 0 });
  return (snapshot?.templates ?? []).map((template) => template.id);
}

it('§2.6 a template of a journey is found by the runs of that journey, and by nobody else', async () => {
  expect(await found('journey', 'own')).toEqual(['nt_own']);
  expect(await found('journey', 'other')).toEqual([]);
  expect(await found('automation', 'own')).toEqual([]);
  expect(await new DatabaseLookups(database.pool).findTemplate({ environmentId }, 'nt_own')).toBeUndefined();
});

it('J-13 a journey that was archived keeps its templates for the runs that it has', async () => {
  expect(await new Journeys(database).archive(environmentId, 'own', 'me')).toBe(true);
  expect(await found('journey', 'own')).toEqual(['nt_own']);
});
