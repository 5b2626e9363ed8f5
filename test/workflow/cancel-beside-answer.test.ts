import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import type { ActionName } from '../../language/actions/index.ts';
import { answerTo, type Command, Sandbox, type SandboxRun } from '../bench/sandbox.ts';

const DAY_MS = 86_400_000;
const NOW = 1_700_000_000_000;
const waits = { kind: 'waits', until: NOW + DAY_MS };

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await Sandbox.open(readFileSync(inject('workflowBundle'), 'utf8'), 'workflows');
});

afterAll(() => sandbox.close());

/** A run of one step and a send, up to where it asks for the first step. */
function begin(action: ActionName): Promise<SandboxRun> {
  return sandbox.begin('automation', [{ v: 1, steps: [{ action }, { action: 'send' }] }]);
}

/** The last thing that a run asked for is done, and in the same breath Temporal is asked to cancel the run; gives what it asks for then. */
async function answerAndCancel(run: SandboxRun, outcome: object = { kind: 'processed' }): Promise<Command[]> {
  const before = run.commands.length;
  const answers = { deliver: outcome, fetch: outcome, perform: outcome };
  const answer = answerTo(run.commands.at(-1) as Command, answers, true);
  await run.activate([answer ?? {}, { cancelWorkflow: { reason: '' } }]);
  return run.commands.slice(before);
}

/** The run's row is told of its end, and nothing else is begun. */
const onlyTheCancel = [{ scheduleLocalActivity: expect.objectContaining({ activityType: 'cancel' }) }];

describe('a cancel in Temporal that comes along with an answer', () => {
  it.each<ActionName>(['send', 'fetch-data', 'update-profile'])(
    'F-11 cancel: after a %s nothing more is begun',
    async (action) => {
      const run = await begin(action);
      expect(await answerAndCancel(run)).toMatchObject(onlyTheCancel);
      await run.dispose();
    },
  );

  it('F-11 cancel: a message that waits is not handed over', async () => {
    const run = await begin('send');
    const outcome = { kind: 'processed', messageId: 'm', resumesAt: NOW + DAY_MS };
    expect(await answerAndCancel(run, outcome)).toMatchObject(onlyTheCancel);
    await run.dispose();
  });

  it('F-11 cancel: after a delay nothing more is begun', async () => {
    const run = await begin('delay');
    await run.goOn({ perform: waits }, { firesTimers: false });
    expect(run.commands.at(-1)).toHaveProperty('startTimer');
    expect(await answerAndCancel(run)).toMatchObject(onlyTheCancel);
    await run.dispose();
  });

  it('J-65 cancel: of a run that sleeps ends its timer', async () => {
    const run = await begin('delay');
    await run.goOn({ perform: waits }, { firesTimers: false });
    const before = run.commands.length;
    await run.activate([{ cancelWorkflow: { reason: '' } }]);
    expect(run.commands.slice(before)).toMatchObject([{ cancelTimer: {} }, ...onlyTheCancel]);
    await run.dispose();
  });
});
