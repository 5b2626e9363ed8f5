import { expect, it } from 'vitest';

import { timelineJson } from '../../../../simulation/timeline/timeline-json.ts';
import { simulateSteps } from '../../../support/simulation/simulate-body.ts';

const month = { action: 'delay', duration: '31 days' };
const cancels = (count: number) => Array.from({ length: count }, () => ({ type: 'cancel' as const, after: '1 year' }));

it.each([
  [198, 199, 'waits 31 days, and no token cancels the run: it has none'],
  [199, 199, 'and 2 more warnings'],
  [1_000, 199, 'and 803 more warnings'],
])('DR-09 warnings: %i events that come to nothing and a long wait are %i at most', async (count, most, last) => {
  const { warnings } = await simulateSteps([month], {}, { assume: { events: cancels(count) } });
  expect([warnings.length, warnings.at(-1)?.message]).toEqual([most, last]);
});

it('DR-09 warnings: 200 with the one that the answer was cut', async () => {
  const content = { title: 'T', body: 'x'.repeat(60_000) };
  const sends = Array.from({ length: 60 }, () => ({ action: 'send', message: { to: { email: 'a@x.io' }, content } }));
  const timeline = await simulateSteps(sends, {}, { assume: { events: cancels(300) } });
  const { warnings } = timelineJson(timeline) as { warnings: { message: string }[] };
  expect([warnings.length, warnings.at(-1)?.message]).toEqual([200, expect.stringContaining('is left out')]);
});
