import type { Client } from '@temporalio/client';
import { expect, test } from 'vitest';

import { ClientTemporalProbe } from '../../../../platform/temporal/client-temporal-probe.ts';

/** A Temporal that remembers workers which polled so many seconds ago. */
function clientThatSaw(...secondsAgo: number[]): Client {
  const seconds = (ago: number) => Math.floor(Date.now() / 1000) - ago;
  const pollers = secondsAgo.map((ago) => ({ lastAccessTime: { seconds: seconds(ago) } }));
  return {
    connection: { withDeadline: (_: unknown, ask: () => unknown) => ask() },
    workflowService: { describeTaskQueue: async () => ({ pollers }) },
    options: { namespace: 'default' },
  } as never;
}

test.each([
  ['that polled a minute ago is up', [70], true],
  ['that Temporal only remembers is not', [120], false],
  ['beside one that is gone is up', [240, 5], true],
  ['that never polled is not', [], false],
])('R-20 probe: a worker %s', async (_, secondsAgo, worker) => {
  expect(await new ClientTemporalProbe(clientThatSaw(...secondsAgo)).check()).toEqual({ temporal: true, worker });
});
