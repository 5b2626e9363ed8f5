import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { performLocally } from '../../activities/step/perform-locally.ts';
import { StepTransaction } from '../../activities/step/step-transaction.ts';
import { AdHocInvoke } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile/compile.ts';
import type { JsonObject } from '../../language/json/json.ts';
import { Database } from '../../platform/database/database.ts';
import { Profiles } from '../../platform/database/profiles.ts';
import { DatabaseRuns } from '../../platform/database/runs/database-runs.ts';
import { RunIntake } from '../../platform/database/runs/run-intake.ts';
import { newRunId } from '../../platform/ids.ts';
import { localTools } from '../support/local-tools.ts';
import { createDatabase } from '../support/postgres.ts';
import { countStatements } from '../support/statement-count.ts';

const RUNS = 20;
const environmentId = 'test';

let database: Database;
let profiles: Profiles;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase() });
  profiles = new Profiles(database);
});

afterAll(() => database.close());

/** A run of the given steps, accepted; what carries out one of them. */
async function accept(steps: object[], request: object = { recipient: 'ada' }) {
  const id = newRunId(new Date());
  const { plan, context } = compileAutomation(AdHocInvoke.parse({ ...request, automation: { steps } }), 0);
  await new RunIntake(database).accept({
    id,
    environmentId,
    kind: 'automation',
    source: [],
    mock: false,
    context,
    plan,
  });
  const runs = new DatabaseRuns(database.pool);
  const transaction = new StepTransaction(runs);
  const perform = (order = 0) =>
    transaction.run({ runId: id, order, at: 0 }, (ready) => performLocally(ready, localTools(database)));
  const read = async () => (await runs.load({ runId: id, order: 0, at: 0 }))?.context;
  return { id, perform, read };
}

const update = (profile: JsonObject, merge: string, fields = {}) => ({
  action: 'update-profile',
  profile,
  merge,
  ...fields,
});

describe('update-profile in PostgreSQL', () => {
  it.each(['overwrite', 'soft-merge'])(
    `A-24 M-02 ${RUNS} runs at once change one user by %s, and all of them count`,
    async (merge) => {
      const recipient = `busy-${merge}`;
      const accepted = Array.from({ length: RUNS }, (_, place) =>
        accept([update({ facts: { [`of run ${place}`]: place } }, merge)], { recipient }),
      );
      const runs = await Promise.all(accepted);
      await Promise.all(runs.map(({ perform }) => perform()));
      const { facts } = (await profiles.find(environmentId, recipient)) ?? {};
      expect(Object.keys(facts as JsonObject)).toHaveLength(RUNS);
    },
  );

  it('A-24 attempts of one step at once, and one after it, merge once', async () => {
    const { perform } = await accept([update({ count: { once: true } }, 'overwrite')], { recipient: 'once' });
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => perform()));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['processed']));
    await profiles.replace(environmentId, 'once', { count: 'changed since' });
    expect(await perform()).toEqual({ kind: 'processed' });
    expect(await profiles.find(environmentId, 'once')).toEqual({ count: 'changed since' });
  });

  it('A-24 an attempt that comes late to a run still under way merges nothing', async () => {
    const wait = { action: 'delay', duration: '1 day' };
    const { id, perform } = await accept([update({ a: 1 }, 'overwrite'), wait], { recipient: 'slow' });
    await perform();
    await profiles.replace(environmentId, 'slow', { a: 'changed since' });
    const late = { userId: 'slow', profile: { a: 1 }, strategy: 'overwrite', isRunsRecipient: true } as const;
    const call = { runId: id, order: 0, at: 1 };
    const processed = { outcome: { kind: 'processed' }, status: 'PROCESSED', runStatus: 'PROCESSING' } as const;
    const runs = new DatabaseRuns(database.pool);
    expect(
      await runs.record({ call, ...processed, context: {}, profileChange: late, contextChange: { data: { b: 1 } } }),
    ).toBeUndefined();
    expect(await profiles.find(environmentId, 'slow')).toEqual({ a: 'changed since' });
    expect((await runs.load(call))?.context).toEqual({ recipient: 'slow', data: {}, profile: { a: 1 } });
  });

  it('J-42 A-24 a run that has ended changes no profile', async () => {
    const { id, perform } = await accept([update({ a: 1 }, 'replace')], { recipient: 'late' });
    await database.query("UPDATE run SET status = 'CANCELED' WHERE id = $1", [id]);
    expect(await perform()).toEqual({ kind: 'closed' });
    expect(await profiles.find(environmentId, 'late')).toBeUndefined();
  });

  it('W-24 A-24 another environment keeps its profile of the same user', async () => {
    await profiles.replace('another', 'twin', { own: true });
    const { perform } = await accept([update({ a: 1 }, 'replace')], { recipient: 'twin' });
    await perform();
    expect(await profiles.find('another', 'twin')).toEqual({ own: true });
    expect(await profiles.find(environmentId, 'twin')).toEqual({ a: 1 });
  });

  it('F-12 without a recipient nothing is written and the run is ERROR', async () => {
    const { id, perform } = await accept([update({ a: 1 }, 'replace')], {});
    expect(await perform()).toMatchObject({ kind: 'failed' });
    expect(await database.query('SELECT status FROM run WHERE id = $1', [id])).toEqual([{ status: 'ERROR' }]);
  });

  it('A-24 the run takes over what is stored under the named keys, for its own recipient only', async () => {
    await profiles.replace(environmentId, 'eve', { email: 'stored@x.io', locale: 'de' });
    const request = { recipient: 'eve', profile: { email: 'run@x.io', own: 1 } };
    const steps = [
      update({ plan: 'gold' }, 'replace', { recipient_id: 'other' }),
      update({ email: 'new@x.io', plan: 'gold' }, 'soft-merge'),
    ];
    const { perform, read } = await accept(steps, request);
    await perform(0);
    expect(await read()).toEqual({ data: {}, ...request });
    await perform(1);
    expect(await read()).toEqual({ ...request, data: {}, profile: { email: 'stored@x.io', plan: 'gold', own: 1 } });
  });

  it('A-24 A-28 either step is two statements', async () => {
    await profiles.replace(environmentId, 'cheap', { a: 1 });
    const steps = [update({ b: 1 }, 'overwrite'), { action: 'get-profile', user_id: 'cheap', path: 'data.found' }];
    const { perform, read } = await accept(steps, { recipient: 'cheap' });
    const counted = countStatements();
    await perform(0);
    expect(counted.texts).toHaveLength(2);
    await perform(1);
    counted.stop();
    expect(counted.texts).toHaveLength(4);
    expect(await read()).toMatchObject({ data: { found: { a: 1, b: 1 } }, profile: { b: 1 } });
  });

  it('A-28 get-profile: a user who is only known by reference is found too', async () => {
    await profiles.replace(environmentId, 'referred', { a: { b: 1 } });
    const steps = [{ action: 'get-profile', user_id: 'refs.data.who' }];
    const { perform, read } = await accept(steps, { data: { who: 'referred' }, profile: { a: { c: 2 } } });
    await perform();
    expect((await read())?.profile).toEqual({ a: { b: 1, c: 2 } });
  });
});
