import type { Client } from '@temporalio/client';
import { expect, test } from 'vitest';

import type { RunStart } from '../../../../activities/ports/run-start.ts';
import { TemporalRunStarter } from '../../../../platform/temporal/temporal-run-starter.ts';

const run: RunStart = { id: '1-a', skeleton: { v: 1, steps: [] }, environmentId: 'test', kind: 'automation' };

test('A-07 starter: search attributes are used from the start on that finds them known', async () => {
  const started: object[] = [];
  const client = { workflow: { start: async (_: string, options: object) => started.push(options) } };
  let isKnown = false;
  const options = { withSearchAttributes: () => isKnown, hashed: false, onFailure: () => {} };
  const starter = new TemporalRunStarter(client as unknown as Client, options);
  await starter.startAndWait(run);
  isKnown = true;
  await starter.startAndWait(run);
  expect(started.map((start) => 'typedSearchAttributes' in start)).toEqual([false, true]);
});
