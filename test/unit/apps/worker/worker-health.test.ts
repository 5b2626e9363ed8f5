import { expect, it } from 'vitest';

import { WorkerHealth } from '../../../../apps/worker/worker-health.ts';

type State = ReturnType<Parameters<WorkerHealth['watch']>[0][number]['getState']>;

const applied = { areApplied: async () => true };

function healthOf(states: State[], polls: boolean, migrations = applied): WorkerHealth {
  const health = new WorkerHealth(migrations);
  const workers = states.map((state) => ({ getState: () => state, options: { identity: '7@here' } }));
  health.watch(workers, (identity) => ({
    check: async () => ({ temporal: true, worker: polls && identity === '7@here' }),
  }));
  return health;
}

it.each<[string, State[], boolean, boolean]>([
  ['all of whose workers run and poll is ready', ['RUNNING', 'RUNNING'], true, true],
  ['that Temporal did not see of late is not', ['RUNNING', 'RUNNING'], false, false],
  ['one of whose workers stopped is not', ['RUNNING', 'STOPPED'], true, false],
  ['that drains is not', ['DRAINING', 'DRAINING'], true, false],
])('R-20 worker health: a process %s', async (_, states, polls, expected) => {
  expect(await healthOf(states, polls).isReady()).toBe(expected);
});

it('R-20 worker health: a process that waits for Temporal is not ready', async () => {
  expect(await new WorkerHealth(applied).isReady()).toBe(false);
});

it.each([
  ['whose database lacks migrations', async () => false],
  ['whose database never said that it has them', () => Promise.reject(new Error('away'))],
])('R-20 worker health: a process %s is not ready', async (_, areApplied) => {
  expect(await healthOf(['RUNNING'], true, { areApplied }).isReady()).toBe(false);
});
