import type { Client } from '@temporalio/client';
import { expect, test } from 'vitest';

import { ClientTemporalProbe } from '../../../../platform/temporal/client-temporal-probe.ts';

/** A Temporal that remembers workers which polled so many seconds ago. */
function clientThatSaw(...secondsAgo: number[]): Client {
  const seconds = (ago: number) => Math.floor(Date.now() / 1000) - ago;
  const pollers = secondsAgo.map((ago) => ({ identity: '7@here', lastAccessTime: { seconds: seconds(ago) } }));
  return {
    connection: { withDeadline: (_: unknown, ask: () => unknown) => ask() },
    workflowService: { describeTaskQueue: async () => ({ pollers }) },
    options: { namespace: 'default' },
  } as never;
}

test('R-20 probe: asked about one worker, it looks for no other', async () => {
  const client = clientThatSaw(5);
  expect(await new ClientTemporalProbe(client, '7@here').check()).toEqual({ temporal: true, worker: true });
  expect(await new ClientTemporalProbe(client, '8@here').check()).toEqual({ temporal: true, worker: false });
});

test.each([
  ['that polled a minute ago is up', [70], true],
  ['that Temporal only remembers is not', [120], false],
  ['beside one that is gone is up', [240, 5], true],
  ['that never polled is not', [], false],
])('R-20 probe: a worker %s', async (_, secondsAgo, worker) => {
  expect(await new ClientTemporalProbe(clientThatSaw(...secondsAgo)).check()).toEqual({ temporal: true, worker });
});
