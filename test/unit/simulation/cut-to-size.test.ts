import { describe, expect, it } from 'vitest';

import { cutToSize } from '../../../simulation/cut-to-size.ts';
import { shownTimeline } from '../../../simulation/shown-timeline.ts';
import { simulateSteps } from '../../support/simulation/simulate-body.ts';

describe('cut to size', () => {
  it('DR-06 cut to size: a timeline stays below 5 MB, without the contents of its last messages', async () => {
    const content = { title: 'T', body: 'x'.repeat(60_000) };
    const steps = Array.from({ length: 60 }, () => ({ action: 'send', message: { to: { email: 'a@x.io' }, content } }));
    const timeline = await simulateSteps(steps);
    expect(JSON.stringify(shownTimeline(timeline)).length).toBeLessThan(5_000_000);
    expect(timeline.entries.map(({ messages = [] }) => messages[0]?.status)).toEqual(steps.map(() => 'SENT'));
    expect(timeline.entries.at(0)?.messages?.[0]?.rendered).toBeDefined();
    expect(timeline.entries.at(-1)?.messages?.[0]?.rendered).toBeUndefined();
    expect(timeline.warnings).toEqual([
      { message: 'contents are left out, since the timeline would become too large' },
    ]);
  });

  it('DR-06 cut to size: addresses are counted, and short where they are asked for', async () => {
    const webhook = { url: `https://a.io/${'x'.repeat(1_500)}`, method: 'GET' };
    const steps = Array.from({ length: 200 }, () => ({ action: 'fetch-data', webhook, merge_strategy: 'overwrite' }));
    const { assumptionsNeeded } = await simulateSteps(steps);
    expect(assumptionsNeeded).toHaveLength(200);
    expect(JSON.stringify(assumptionsNeeded).length).toBeLessThan(100_000);
    const entry = { at: 0, order: 0, id: 'a', action: 'fetch', status: 'PROCESSED', context: {} };
    const fetched = Array.from({ length: 3_000 }, () => ({ ...webhook, assumed: true }));
    const { entries, isCut } = cutToSize([{ ...entry, fetched }]);
    expect([isCut, JSON.stringify(entries).length < 4_500_000]).toEqual([true, true]);
    expect(cutToSize([{ ...entry, fetched: fetched.slice(0, 1) }], 'x'.repeat(4_000_000)).isCut).toBe(true);
  });

  it('DR-06 cut to size: addresses are cut, and what fits stays as it is', () => {
    const entry = { at: 0, order: 0, id: 'a', action: 'fetch', status: 'PROCESSED', context: {} };
    const asked = { method: 'GET', assumed: true, url: `https://a.io/${'x'.repeat(10_000)}` };
    const { entries, isCut } = cutToSize([entry, { ...entry, fetched: [asked] }]);
    expect([entries[0], entries[1]?.fetched?.[0]?.url.length, isCut]).toEqual([entry, 2_000, false]);
  });
});
