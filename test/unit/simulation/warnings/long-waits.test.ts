import { describe, expect, it } from 'vitest';

import { simulateSteps } from '../../../support/simulation/simulate-body.ts';

describe('long waits', () => {
  it.each([
    ['29 days', undefined, []],
    ['30 days', undefined, ['waits 30 days, and no token cancels the run: it has none']],
    ['300 days', 'order-1', []],
    ['2 years', 'order-1', ['waits 731 days: longer than a cancelation token is usually kept']],
  ])('DR-09 long waits: %s with the token %s', async (duration, token, expected) => {
    const { warnings } = await simulateSteps([{ action: 'delay', duration }], {
      automation: { steps: [{ action: 'delay', duration }], ...(token && { cancelation_token: token }) },
    });
    expect(warnings.map(({ message }) => message)).toEqual(expected);
  });

  it('DR-09 long waits: what a message waits holds no run', async () => {
    const message = { to: { email: 'a@x.io' }, content: { body: 'B' }, delay: { duration: 90 * 86_400_000 } };
    expect((await simulateSteps([{ action: 'send', message }])).warnings).toEqual([]);
  });
});
