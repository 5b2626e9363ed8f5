import { describe, expect, it } from 'vitest';

import { timelineText } from '../../../../apps/cli/timeline-text.ts';
import { simulateNodes, simulateSteps } from '../../../support/simulation/simulate-body.ts';

const fetch = { id: 'usage', type: 'fetch', method: 'get', url: 'https://x.io/usage', merge_strategy: 'overwrite' };
const month = { id: 'rest', type: 'delay', mode: 'duration', duration: 'P30D' };

describe('timeline text', () => {
  it('DR-33 timeline text: it names its zone once, and has 80 columns though texts are longer', async () => {
    const content = { title: 'T', body: 'Some words that are many. '.repeat(9) };
    const message = { to: { email: 'ada@example.com' }, content };
    const guarded = { action: 'delay', duration: '1 day', if: `data.a == "${content.body}"` };
    const steps = [{ action: 'send', message }, guarded, { action: 'delay', duration: '30 days' }];
    const lines = timelineText(await simulateSteps(steps, {}, { zone: 'Europe/Oslo' })).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'Times of Europe/Oslo',
      '',
      expect.stringMatching(/^Sun 2026-03-01 09:00:00 {4}0/),
    ]);
    expect(lines.filter((line) => line.includes('Oslo'))).toHaveLength(1);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

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
