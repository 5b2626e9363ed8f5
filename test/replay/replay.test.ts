import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';

import { bundledWorkflows } from '../support/bundled-workflows.ts';

const histories = fileURLToPath(new URL('./histories', import.meta.url));

const recorded = readdirSync(histories).flatMap((release) =>
  readdirSync(`${histories}/${release}`).map((file) => {
    const name = `${release}/${file.replace('.json', '')}`;
    return { name, history: JSON.parse(readFileSync(`${histories}/${release}/${file}`, 'utf8')) };
  }),
);

/** What went wrong with a history, by its name. */
const errors = new Map<string, Error | undefined>();

/** All of them in one worker: to start one takes longer than a replay. */
beforeAll(async () => {
  const named = recorded.map(({ name, history }) => ({ workflowId: name, history }));
  const replays = Worker.runReplayHistories(bundledWorkflows(), named);
  for await (const { workflowId, error } of replays) errors.set(workflowId, error);
});

describe('recorded histories', () => {
  it('there are some', () => {
    expect(recorded.length).toBeGreaterThan(0);
  });

  it.each(recorded)('row 11 A-10 $name replays with the workflows of today', ({ name }) => {
    expect([...errors.keys()]).toContain(name);
    expect(errors.get(name)).toBeUndefined();
  });

  it.each(recorded.filter(({ name }) => name.endsWith('/send-delay-send')))(
    'row 11 A-10 $name does not replay with an interpreter that goes backwards',
    async ({ history }) => {
      const workflowsPath = fileURLToPath(new URL('./backwards.ts', import.meta.url));
      const replay = Worker.runReplayHistory({ workflowsPath }, history);
      await expect(replay).rejects.toMatchObject({ name: 'DeterminismViolationError' });
    },
  );
});
