import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { performLocally } from '../../activities/step/perform-locally.ts';
import { StepTransaction } from '../../activities/step/step-transaction.ts';
import { AdHocInvoke } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile/compile.ts';
import { Database } from '../../platform/database/database.ts';
import { Lists } from '../../platform/database/lists/lists.ts';
import { Subscriptions } from '../../platform/database/lists/subscriptions.ts';
import { DatabaseRuns } from '../../platform/database/runs/database-runs.ts';
import { RunIntake } from '../../platform/database/runs/run-intake.ts';
import { newRunId } from '../../platform/ids.ts';
import { localTools } from '../support/local-tools.ts';
import { createDatabase } from '../support/postgres.ts';
import { countStatements } from '../support/statement-count.ts';

const environmentId = 'test';

let database: Database;
let subscriptions: Subscriptions;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase() });
  subscriptions = new Subscriptions(database);
});

afterAll(() => database.close());

/** A run of one subscribe step, accepted; what carries it out. */
async function accept(fields: object) {
  const id = newRunId(new Date());
  const steps = [{ action: 'subscribe', ...fields }];
  const { plan, context } = compileAutomation(AdHocInvoke.parse({ automation: { steps } }), 0);
  const run = { id, environmentId, kind: 'automation' as const, source: [], mock: false, context, plan };
  await new RunIntake(database).accept(run);
  const runs = new DatabaseRuns(database.pool);
  const transaction = new StepTransaction(runs);
  return () => transaction.run({ runId: id, order: 0, at: 0 }, (ready) => performLocally(ready, localTools(database)));
}

const subscribersOf = async (list: string) =>
  (await subscriptions.page(environmentId, list, { limit: 100 })).map(({ userId }) => userId);

describe('subscribe in PostgreSQL', () => {
  it('A-29 U-07 the list is made and the user on it by the statement that records the step', async () => {
    const perform = await accept({ list_id: 'made.here', recipient_id: 'ada' });
    const statements = countStatements();
    expect(await perform()).toEqual({ kind: 'processed' });
    statements.stop();
    expect(statements.texts).toHaveLength(2);
    expect(await subscribersOf('made.here')).toEqual(['ada']);
    expect((await new Lists(database).find(environmentId, 'made.here'))?.name).toBe('made.here');
  });

  it('A-29 subscribed already: since when stays, and preferences only change where the step names some', async () => {
    const given = { listId: 'again', userId: 'ada', preferences: { a: 1 } };
    await subscriptions.add(environmentId, ['again'], [given], 'keep');
    const [before] = await subscriptions.page(environmentId, 'again', { limit: 1 });
    await (await accept({ list_id: 'again', recipient_id: 'ada' }))();
    expect(await subscriptions.page(environmentId, 'again', { limit: 9 })).toEqual([before]);
    await (await accept({ list_id: 'again', recipient_id: 'ada', subscription: { preferences: { b: 2 } } }))();
    const after = await subscriptions.page(environmentId, 'again', { limit: 9 });
    expect(after).toEqual([{ ...before, preferences: { b: 2 } }]);
  });

  it('A-29 asked again after the user left, it changes nothing', async () => {
    const perform = await accept({ list_id: 'left', recipient_id: 'ada' });
    await perform();
    await subscriptions.end(environmentId, 'ada', 'left');
    expect(await perform()).toEqual({ kind: 'processed' });
    expect(await subscribersOf('left')).toEqual([]);
  });

  it('A-29 runs at once subscribe a user once', async () => {
    const runs = await Promise.all(Array.from({ length: 20 }, () => accept({ list_id: 'busy', recipient_id: 'ada' })));
    await Promise.all(runs.map((perform) => perform()));
    expect(await subscribersOf('busy')).toEqual(['ada']);
  });
});
