import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { describe, expect, it } from 'vitest';

import { workflowSource } from '../../apps/worker/workflow-source.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

const histories = fileURLToPath(new URL('./histories', import.meta.url));

const recorded = readdirSync(histories).flatMap((release) =>
  readdirSync(`${histories}/${release}`).map((file) => {
    const name = `${release}/${file.replace('.json', '')}`;
    return { name, history: JSON.parse(readFileSync(`${histories}/${release}/${file}`, 'utf8')) };
  }),
);

describe('recorded histories', () => {
  it('there are some', () => {
    expect(recorded.length).toBeGreaterThan(0);
  });

  it.each(recorded)('row 11 A-10 $name replays with the workflows of today', async ({ history }) => {
    await Worker.runReplayHistory(workflowSource(), history);
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
