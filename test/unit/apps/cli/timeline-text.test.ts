import { describe, expect, it } from 'vitest';

import { timelineText } from '../../../../apps/cli/timeline-text.ts';
import { simulateNodes, simulateSteps } from '../../../support/simulation/simulate-body.ts';

const long = { action: 'delay', duration: '40 days' };
const fetch = { action: 'fetch-data', ref: 'usage', webhook: { url: 'https://a.io/', method: 'GET' } };

describe('timeline text', () => {
  it('DR-33 timeline text: behind the steps stand the end, the cost, what to look at and what was not said', async () => {
    const events = [{ type: 'cancel' as const, after: '90 days' }];
    const text = timelineText(await simulateSteps([fetch, long], {}, { assume: { events } }));
    expect(text.slice(text.indexOf('The run')).split('\n')).toEqual([
      'The run ends PROCESSED Fri 2026-04-10 08:00:00 +00:00.',
      expect.stringMatching(/^In Temporal it costs \d+ events and \d+ actions\.$/),
      '',
      'Look at:',
      '  the cancel at 2026-05-30T08:00:00.000Z: the run had ended',
      '  step-1: waits 40 days, and no token cancels the run: it has none',
      '',
      'Not said, so something was taken for granted:',
      '  GET https://a.io/: give assume.fetches.usage',
      '',
    ]);
  });

  it('DR-33 timeline text: where there is nothing of either, neither title stands', async () => {
    const text = timelineText(await simulateNodes([{ type: 'exit' }]));
    expect(text.trimEnd().split('\n').at(-1)).toMatch(/^In Temporal/);
  });
});
