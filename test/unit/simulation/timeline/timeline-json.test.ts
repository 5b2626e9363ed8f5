import { describe, expect, it } from 'vitest';

import { timelineJson } from '../../../../simulation/timeline/timeline-json.ts';
import { readersOf } from '../../../support/simulation/readers-of.ts';
import { simulateSteps } from '../../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../../support/virtual.ts';

const message = { to: { email: 'ada@example.com' }, content: { title: 'T', body: 'B' } };
const held = { action: 'send', message: { ...message, delay: { duration: 7_200_000 } } };
const DAYS = { action: 'delay', duration: '2 days' };
const END = { planned_until: '2026-03-03T08:00:00.000Z', planned_until_local: '2026-03-03T09:00:00.000+01:00' };
const RESUMED = { until: '2026-03-01T10:00:00.000Z', until_local: '2026-03-01T11:00:00.000+01:00' };
const NOT_RESUMED = { planned_until: RESUMED.until, planned_until_local: RESUMED.until_local };

describe('timeline json', () => {
  it.each<[string, object, object]>([
    ['1 hour', NOT_RESUMED, END],
    ['1 day', RESUMED, END],
    ['3 days', RESUMED, { until: END.planned_until, until_local: END.planned_until_local }],
  ])(
    'DR-01 timeline json: a cancel after %s leaves waits that were not over a planned end alone',
    async (after, sent, delayed) => {
      const assume = { events: [{ type: 'cancel' as const, after }] };
      const { timeline } = timelineJson(await simulateSteps([held, DAYS], {}, { assume, zone: 'Europe/Oslo' }));
      const ends = (timeline as Record<string, unknown>[]).map((entry) =>
        Object.fromEntries(Object.entries(entry).filter(([name]) => name.includes('until'))),
      );
      expect(ends).toEqual([sent, delayed]);
    },
  );

  it('DR-01 timeline json: it has the list that is sent to, and the automation that is invoked with its context', async () => {
    const rows = memoryRows();
    readersOf(rows, 'news', 12);
    rows.automations.push({ id: 'at_1', archived: false, enabled: true, definition: { steps: [DAYS] } as never });
    const steps = [
      { action: 'send-list', list: 'news', message: { content: message.content } },
      { action: 'invoke', template: 'at_1', context: { data: { name: 'Bo' } } },
    ];
    const { timeline } = timelineJson(await simulateSteps(steps, {}, { rows }));
    expect(timeline).toMatchObject([
      { listed: 'news', recipients: 12 },
      { invokes: { template: 'at_1', context: { data: { name: 'Bo' } } } },
    ]);
  });
});
