import { describe, expect, it } from 'vitest';

import { simulateSteps } from '../../../support/simulation/simulate-body.ts';

const message = { to: { email: 'ada@example.com' }, content: { title: 'T', body: 'B' } };
const send = { action: 'send', ref: 'first', message };
const delay = (duration: string) => ({ action: 'delay', duration });

describe('forecast', () => {
  it.each<[object, string[]]>([
    [{ status: 'DELIVERED' }, ['DELIVERED', 'DELIVERED']],
    [{ status: 'OPENED', after: '2 hours' }, ['SENT', 'OPENED']],
    [{ status: 'UNDELIVERABLE' }, ['UNDELIVERABLE', 'UNDELIVERABLE']],
    [{ status: 'CLICKED', after: '2 days' }, ['SENT', 'SENT']],
  ])('DR-03 forecast: after %j the message is said to be, at once and a day later, %j', async (delivery, expected) => {
    const statuses = ['SENT', 'DELIVERED', 'OPENED', 'CLICKED', 'UNDELIVERABLE'];
    const asked = () =>
      statuses.map((status) => ({ action: 'send', message, if: `refs.first.status === "${status}"` }));
    const steps = [send, ...asked(), delay('1 day'), ...asked()];
    const assume = { deliveries: { first: delivery } };
    const { entries } = await simulateSteps(steps, {}, { assume: assume as never });
    const held = entries.flatMap(({ order, status, action }) =>
      action === 'send' && status === 'PROCESSED' ? [order] : [],
    );
    expect(held.slice(1).map((order) => statuses[order < 7 ? order - 1 : order - 7])).toEqual(expected);
  });
});
