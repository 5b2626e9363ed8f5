import { describe, expect, it } from 'vitest';

import { AdHocInvoke } from '../../../../language/automation.ts';
import { compileAutomation } from '../../../../language/compile/compile.ts';
import { Assumptions } from '../../../../simulation/assumptions/assumptions.ts';
import { simulate } from '../../../../simulation/simulate.ts';
import { message, send } from '../../../support/simulation/sample-steps.ts';
import { START, simulateSteps } from '../../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../../support/virtual.ts';

const delay = (duration: string) => ({ action: 'delay', duration });

describe('assumed deliveries', () => {
  it.each<[object, string[]]>([
    [{ status: 'DELIVERED' }, ['DELIVERED', 'DELIVERED']],
    [{ status: 'OPENED', after: '2 hours' }, ['SENT', 'OPENED']],
    [{ status: 'UNDELIVERABLE' }, ['UNDELIVERABLE', 'UNDELIVERABLE']],
    [{ status: 'CLICKED', after: '2 days' }, ['SENT', 'SENT']],
  ])(
    'DR-03 assumed deliveries: after %j the message is said to be, at once and a day later, %j',
    async (delivery, expected) => {
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
    },
  );

  it('DR-03 assumed deliveries: a message that comes back later has the reason of one that bounced', async () => {
    const assume = { deliveries: { first: { status: 'UNDELIVERABLE' as const, after: '2 hours' } } };
    const { entries } = await simulateSteps([send], {}, { assume });
    expect(entries[0]?.messages).toMatchObject([
      { status: 'UNDELIVERABLE', reason: 'BOUNCED', at: START + 2 * 3_600_000 },
    ]);
  });

  it('DR-03 assumed deliveries: of a message that is only simulated nothing is heard', async () => {
    const assume = { deliveries: { first: { status: 'DELIVERED' as const, after: '2 hours' } } };
    const subject = compileAutomation(AdHocInvoke.parse({ automation: { steps: [send] } }), START);
    const options = { start: START, zone: 'UTC', assume: Assumptions.parse(assume) };
    const { entries } = await simulate({ kind: 'automation', ...subject, mock: true }, { rows: memoryRows() }, options);
    expect(entries[0]?.messages).toMatchObject([{ status: 'SIMULATED', at: START }]);
  });
});
