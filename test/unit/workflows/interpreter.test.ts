import { describe, expect, it } from 'vitest';

import type { ActionName } from '../../../language/actions/index.ts';
import type { NodeName } from '../../../language/nodes/index.ts';
import type { Skeleton, SkeletonStep } from '../../../language/plan.ts';
import type { Outcome } from '../../../workflows/contracts/step-activities.ts';
import { runPlan } from '../../../workflows/interpreter.ts';
import { FakeRunContext, StepBroke } from '../../support/fake-run-context.ts';

const processed: Outcome = { kind: 'processed' };
const skipped: Outcome = { kind: 'skipped', reason: 'its condition is false' };
const failed: Outcome = { kind: 'failed', reason: 'send needs a template' };
const missed: Outcome = { kind: 'missed', reason: 'the answer is too large' };
const closed: Outcome = { kind: 'closed' };
const waits: Outcome = { kind: 'waits', until: 5_000 };

/** What the run was asked while it walked the plan. */
async function walk(actions: ActionName[], answers: (Outcome | Error)[], more = {}): Promise<string[]> {
  const run = new FakeRunContext(answers);
  await runPlan({ ...skeletonOf(actions), ...more }, run);
  return run.asked;
}

function skeletonOf(actions: ActionName[]): Skeleton {
  return { v: 1, steps: actions.map((action) => ({ action })) };
}

describe('interpreter', () => {
  it('N-62 interpreter: a run that is resumed begins with the step that it waited at', async () => {
    const run = new FakeRunContext([processed, processed, processed]);
    await runPlan(skeletonOf(['send', 'send', 'send']), run, 1);
    expect(run.asked).toEqual(['deliver 1', 'show 1 processed', 'deliver 2', 'show 2 processed']);
  });

  it('A-10 interpreter: one step after the other, in the order of the plan', async () => {
    expect(await walk(['send', 'delay', 'send'], [processed, waits, processed])).toEqual([
      'deliver 0',
      'show 0 processed',
      'perform 1',
      'show 1 waits',
      'sleep 1 until 5000',
      'show 1 processed',
      'deliver 2',
      'show 2 processed',
    ]);
  });

  it('F-01 interpreter: a skipped step goes on to the next', async () => {
    expect(await walk(['send', 'send'], [skipped, processed])).toEqual([
      'deliver 0',
      'show 0 skipped',
      'deliver 1',
      'show 1 processed',
    ]);
  });

  it('A-40 interpreter: a missed step is an error of its own, and goes on to the next', async () => {
    expect(await walk(['fetch-data', 'send'], [missed, processed])).toEqual([
      'fetch 0',
      'show 0 missed',
      'deliver 1',
      'show 1 processed',
    ]);
  });

  it('A-10 interpreter: a failed step ends the run', async () => {
    expect(await walk(['send', 'send'], [failed])).toEqual(['deliver 0', 'show 0 failed']);
  });

  it('J-42 interpreter: nothing more is done for a run that was closed meanwhile', async () => {
    expect(await walk(['delay', 'send', 'send'], [waits, closed]).then((asked) => asked.slice(-2))).toEqual([
      'deliver 1',
      'show 1 closed',
    ]);
  });

  it('J-44 interpreter: a wait that is the last step is finished once, when it is over', async () => {
    const asked = await walk(['send', 'delay'], [processed, waits]);
    expect(asked.slice(-3)).toEqual(['sleep 1 until 5000', 'show 1 processed', 'finish']);
    expect(asked.filter((call) => call.startsWith('finish'))).toHaveLength(1);
  });

  it.each<[ActionName[], Outcome[]]>([
    [
      ['delay', 'send'],
      [waits, processed],
    ],
    [
      ['delay', 'send'],
      [waits, skipped],
    ],
    [
      ['delay', 'send'],
      [waits, failed],
    ],
    [['delay'], [processed]],
    [
      ['delay', 'fetch-data'],
      [waits, missed],
    ],
    [['delay'], [closed]],
  ])('J-44 interpreter: %j that answer %j need no finishing', async (actions, answers) => {
    expect((await walk(actions, answers)).filter((call) => call.startsWith('finish'))).toEqual([]);
  });

  it('F-08 interpreter: a step that breaks fails with its reason, and ends the run', async () => {
    expect(await walk(['send', 'send'], [new StepBroke('internal error (TypeError)')])).toEqual([
      'deliver 0',
      'fail 0: failed, internal error (TypeError)',
      'show 0 failed',
    ]);
  });

  it('§11.1 interpreter: of independent steps one that breaks ends no other', async () => {
    const broken = new StepBroke('internal error (TypeError)');
    expect(await walk(['send', 'send-list'], [broken, broken], { independent: true })).toEqual([
      'deliver 0',
      'fail 0: missed, internal error (TypeError)',
      'show 0 missed',
      'perform 1',
      'fail 1 at last: missed, internal error (TypeError)',
      'show 1 missed',
    ]);
  });

  it('F-11 interpreter: a cancelation is thrown on, and fails no step', async () => {
    const run = new FakeRunContext([new Error('canceled')]);
    await expect(runPlan(skeletonOf(['delay', 'send']), run)).rejects.toThrow('canceled');
    expect(run.asked).toEqual(['perform 0']);
  });
});

describe('interpreter of journeys', () => {
  const node = (action: NodeName, links: object = {}): SkeletonStep => ({ type: 'node', action, ...links });

  /** Which steps a run of these nodes comes to. */
  async function visited(steps: SkeletonStep[], answers: (Outcome | Error)[]): Promise<string[]> {
    const run = new FakeRunContext(answers);
    await runPlan({ v: 1, steps }, run);
    return run.asked.filter((asked) => !asked.startsWith('show'));
  }

  /** trigger, branch of [send, (delay)] else [], send */
  const forked = [
    node('trigger'),
    node('branch', { next: 4, paths: [2, 3, 4] }),
    node('send', { next: 4 }),
    node('delay', { next: 4 }),
    node('send'),
  ];

  it.each([
    [0, ['perform 0', 'perform 1', 'deliver 2', 'deliver 4']],
    [1, ['perform 0', 'perform 1', 'perform 3', 'deliver 4']],
    [2, ['perform 0', 'perform 1', 'deliver 4']],
  ])('J-43 interpreter: path %d of a branch, and then what follows all of them', async (path, asked) => {
    const answers: Outcome[] = [processed, { kind: 'branches', path }];
    expect(await visited(forked, answers)).toEqual(asked);
  });

  it('J-41 interpreter: a branch with an empty path as the last thing ends the run, with nothing more to say', async () => {
    const steps = [node('branch', { paths: [1, 2] }), node('send', { next: 2 })];
    expect(await visited(steps, [{ kind: 'branches', path: 1 }])).toEqual(['perform 0']);
  });

  it.each<Outcome>([{ kind: 'ends' }, { kind: 'throttled', reason: 'r' }])(
    'J-41 interpreter: after %j nothing follows',
    async (outcome) => {
      expect(await visited([node('throttle'), node('send')], [outcome])).toEqual(['perform 0']);
    },
  );

  it('J-44 interpreter: a wait that ends a path, and with it the run, is finished', async () => {
    const steps = [node('branch', { paths: [1, 2] }), node('delay', { next: 3 }), node('send')];
    const asked = await visited(steps, [{ kind: 'branches', path: 0 }, waits]);
    expect(asked).toEqual(['perform 0', 'perform 1', 'sleep 1 until 5000', 'finish']);
  });

  it('J-42 interpreter: a node that breaks at the end of a path ends the run as one at the end of the journey', async () => {
    const steps = [node('branch', { paths: [1, 3] }), node('fetch', { next: 3 }), node('send')];
    const asked = await visited(steps, [{ kind: 'branches', path: 0 }, new StepBroke('internal error')]);
    expect(asked.at(-1)).toBe('fail 1 at last: failed, internal error');
  });

  it('J-42 interpreter: no plan leads back', async () => {
    expect(await visited([node('send', { next: 0 }), node('send')], [])).toEqual(['deliver 0', 'deliver 1']);
  });
});
