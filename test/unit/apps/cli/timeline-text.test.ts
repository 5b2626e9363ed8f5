import { describe, expect, it } from 'vitest';

import { timelineText } from '../../../../apps/cli/timeline-text.ts';
import { simulateNodes } from '../../../support/simulation/simulate-body.ts';

const fetch = { id: 'usage', type: 'fetch', method: 'get', url: 'https://x.io/usage', merge_strategy: 'overwrite' };
const month = { id: 'rest', type: 'delay', mode: 'duration', duration: 'P30D' };

describe('timeline text', () => {
  it('DR-33 timeline text: warnings and needed assumptions come last, each with its step', async () => {
    const text = timelineText(await simulateNodes([fetch, month]));
    expect(text.split('\n').slice(-8)).toEqual([
      expect.stringMatching(/^In Temporal it costs \d+ events and \d+ actions\.$/),
      '',
      'Warnings:',
      expect.stringMatching(/^ {2}rest: \S/),
      '',
      'Assumptions needed:',
      '  usage: GET https://x.io/usage: give assume.fetches.usage',
      '',
    ]);
    expect(text).toContain('    GET https://x.io/usage: 200, not assumed\n');
  });

  it('DR-33 timeline text: they are not mentioned where there are none', async () => {
    const assume = { fetches: { usage: { status: 204 } } };
    const text = timelineText(await simulateNodes([fetch], {}, { assume }));
    expect(text).toContain('    GET https://x.io/usage: 204, as assumed\n');
    expect(text.trimEnd().split('\n').at(-1)).toMatch(/^In Temporal it costs \d+ events and \d+ actions\.$/);
  });
});
