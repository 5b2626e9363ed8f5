import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { performLocally } from '../../activities/step/perform-locally.ts';
import { StepTransaction } from '../../activities/step/step-transaction.ts';
import { AdHocInvoke } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile/compile.ts';
import { Database } from '../../platform/database/database.ts';
import { Automations } from '../../platform/database/definitions/automations.ts';
import { DatabaseRuns } from '../../platform/database/runs/database-runs.ts';
import { RunIntake } from '../../platform/database/runs/run-intake.ts';
import { newRunId } from '../../platform/ids.ts';
import { MemoryWorkflows } from '../../platform/memory/memory-workflows.ts';
import type { StepCall } from '../../workflows/contracts/step-activities.ts';
import { localTools } from '../support/local-tools.ts';
import { createDatabase } from '../support/postgres.ts';
import { SavedDefinition } from '../support/saved-definition.ts';
import { countStatements } from '../support/statement-count.ts';

const environmentId = 'test';
const send = { action: 'send', template: 'WELCOME' };

let database: Database;

beforeAll(async () => {
  database = new Database({ databaseUrl: await createDatabase() });
  await publish('follow-up', { alias: 'next' });
});

afterAll(() => database.close());

async function publish(id: string, { alias, on = environmentId }: { alias?: string; on?: string } = {}): Promise<void> {
  const automations = new Automations(database);
  const { steps } = SavedDefinition.parse({ steps: [send] });
  await automations.save(on, id, { draft: { name: id, steps }, keepsToken: false, alias, by: 'test' });
  await automations.publish(on, id, { by: 'test' });
}

/** Reads that wait for each other: when the first one has its answer, all have read. */
class TogetherRuns extends DatabaseRuns {
  #missing: number;
  #release = () => {};
  readonly #all = new Promise<void>((resolve) => {
    this.#release = resolve;
  });

  constructor(pool: pg.Pool, count: number) {
    super(pool);
    this.#missing = count;
  }

  override async load(call: StepCall) {
    const snapshot = await super.load(call);
    this.#missing -= 1;
    if (this.#missing === 0) this.#release();
    await this.#all;
    return snapshot;
  }
}

/** An accepted run of one invoke step and, unless it is the last one, a wait; what carries the step out. */
async function accept(fields: object, { request = {}, isLast = true, mock = false, together = 1 } = {}) {
  const id = newRunId(new Date());
  const steps = [{ action: 'invoke', ...fields }, ...(isLast ? [] : [{ action: 'delay', duration: '1 day' }])];
  const { plan, context } = compileAutomation(AdHocInvoke.parse({ ...request, automation: { steps } }), 0);
  await new RunIntake(database).accept({ id, environmentId, kind: 'automation', source: [], mock, context, plan });
  const runs = new TogetherRuns(database.pool, together);
  const workflows = new MemoryWorkflows();
  const transaction = new StepTransaction(runs);
  const perform = (at = Date.now()) =>
    transaction.run({ runId: id, order: 0, at }, (ready) => performLocally(ready, localTools(database, workflows)));
  return { id, perform, workflows };
}

/** Rows of the runs that a step told Temporal of, or that its row names. */
async function invokedBy(runId: string) {
  const step = await database.prisma.runStep.findUnique({ where: { runId_order: { runId, order: 0 } } });
  const id = (step?.context as { run_id?: string } | undefined)?.run_id ?? '';
  return database.prisma.run.findMany({ where: { id } });
}

describe('invoke in PostgreSQL', () => {
  it('A-27 the new run is a row like that of a request, one deeper, in the same environment', async () => {
    const request = { recipient: 'ada', data: { order: 7 }, profile: { email: 'a@x.io' } };
    const { id, perform, workflows } = await accept({ template: 'next' }, { request, mock: true });
    expect(await perform()).toEqual({ kind: 'processed' });
    const [run] = await invokedBy(id);
    expect(run).toMatchObject({
      id: workflows.started[0]?.id,
      environmentId,
      kind: 'automation',
      status: 'NOT PROCESSED',
      source: ['invoke/follow-up'],
      automationId: 'follow-up',
      cancelationToken: null,
      mock: true,
      depth: 1,
      context: request,
      plan: { v: 1, steps: [{ action: 'send', fields: { template: 'WELCOME' } }] },
    });
    expect(Math.abs(Number(run?.createdAt) - Date.now())).toBeLessThan(60_000);
    expect(Number(run?.checkAfter) - Number(run?.createdAt)).toBe(5_000);
  });

  it('A-27 attempts of one step at once, at moments of their own, and one after them, start one run', async () => {
    const count = () => database.prisma.run.count({ where: { automationId: 'follow-up' } });
    const before = await count();
    const { perform, workflows } = await accept({ template: 'next' }, { isLast: false, together: 8 });
    await Promise.all(Array.from({ length: 8 }, (_, second) => perform(Date.now() + second * 1000)));
    expect(await perform()).toEqual({ kind: 'processed' });
    expect([(await count()) - before, workflows.started.length]).toEqual([1, 1]);
  });

  it('A-27 F-13 outcome and run are committed together or not at all', async () => {
    await database.query(`CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'gone' USING ERRCODE = '57P01'; END $$`);
    await database.query(`CREATE TRIGGER lose BEFORE INSERT ON run FOR EACH ROW
      WHEN (NEW.context #>> '{data,lost}' = 'true' AND NEW.depth = 1) EXECUTE FUNCTION lose()`);
    const { id, perform, workflows } = await accept({ template: 'next' }, { request: { data: { lost: true } } });
    await expect(perform()).rejects.toThrow('gone');
    expect(await database.prisma.runStep.count({ where: { runId: id } })).toBe(0);
    expect(workflows.started).toEqual([]);
    await database.query('DROP TRIGGER lose ON run');
    expect(await perform()).toEqual({ kind: 'processed' });
    expect(await invokedBy(id)).toHaveLength(1);
  });

  it('J-42 A-27 a run that has ended starts nothing', async () => {
    const { id, perform, workflows } = await accept({ template: 'next' });
    await database.query("UPDATE run SET status = 'CANCELED' WHERE id = $1", [id]);
    expect(await perform()).toEqual({ kind: 'closed' });
    expect([await invokedBy(id), workflows.started]).toEqual([[], []]);
  });

  it('W-24 A-27 the automation of another environment is unknown', async () => {
    await publish('theirs', { on: 'another' });
    const { perform } = await accept({ template: 'theirs' });
    expect(await perform()).toEqual({ kind: 'failed', reason: 'Automation template theirs not found' });
  });

  it('A-27 the step is three statements: it reads the run, then the automation, and writes once', async () => {
    const { perform } = await accept({ template: 'next' });
    const counted = countStatements();
    await perform();
    counted.stop();
    expect(counted.texts.map((text) => text.trim().split(/\s/)[0])).toEqual(['SELECT', 'SELECT', 'WITH']);
  });
});
