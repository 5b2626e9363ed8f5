import { describe, expect, it } from 'vitest';

import { shownTimeline } from '../../../simulation/shown-timeline.ts';
import { simulateNodes, simulateSteps } from '../../support/simulation/simulate-body.ts';

const send = {
  action: 'send',
  message: { to: { email: 'ada@example.com' }, content: { title: 'T', body: 'Hi {{name}}' } },
};

describe('simulate', () => {
  it('DR-01 simulate: smoke', async () => {
    const t = await simulateSteps(
      [send, { action: 'delay', duration: '30 days' }, { ...send, if: 'data.x > 1' }],
      { data: { name: 'Ada' } },
      { zone: 'Europe/Oslo' },
    );
    console.log(JSON.stringify(shownTimeline(t), null, 1));
    const j = await simulateNodes(
      [
        { type: 'delay', mode: 'duration', duration: 'P40D' },
        { type: 'fetch', method: 'get', url: 'https://example.com/', merge_strategy: 'overwrite' },
        { type: 'exit' },
      ],
      {},
      { assume: { events: [{ type: 'cancel', after: '3 days' }] } },
    );
    console.log(JSON.stringify(shownTimeline(j), null, 1));
    expect(t.run.status).toBe('PROCESSED');
  });
});
