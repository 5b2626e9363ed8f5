import { describe, expect, it } from 'vitest';

import { entryText } from '../../../../apps/cli/entry-text.ts';
import { localClock } from '../../../../simulation/timeline/local-clock.ts';
import { readersOf } from '../../../support/simulation/readers-of.ts';
import { simulateNodes, simulateSteps } from '../../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../../support/virtual.ts';

const batch = {
  type: 'batch',
  scope: 'user',
  wait_period: 'PT2H',
  max_wait_period: 'P1D',
  max_items: 2,
  retain: { type: 'last', count: 1 },
};

describe('entry text', () => {
  it.each<[string, object, RegExp]>([
    ['2 hours', { type: 'delay', mode: 'duration', duration: 'PT2H' }, /CANCELED, was to wait until .* 10:00:00 /],
    ['half an hour', { type: 'delay', mode: 'duration', duration: 'PT30M' }, /PROCESSED, until .* 08:30:00 /],
    ['a batch', batch, /CANCELED, was to wait until .* 10:00:00 /],
  ])('DR-33 entry text: after a cancel within the hour, %s ends as it did', async (_, node, expected) => {
    const assume = { events: [{ type: 'cancel', after: 'PT1H' }] } as never;
    const wait = { type: 'delay', mode: 'duration', duration: 'P1D' };
    const { entries, zone } = await simulateNodes([node, wait], { recipient: 'ada' }, { assume });
    const [title] = entries[1] ? entryText(entries[1], localClock(zone)) : [];
    expect(title).toMatch(expected);
  });

  it('DR-03 entry text: a batch is over when it was, not when it would have been at first', async () => {
    const events = [{ type: 'batch_member', node: 'n1', after: 'PT1H', data: {} }];
    const { entries, zone } = await simulateNodes([batch], { recipient: 'ada' }, { assume: { events } as never });
    const [, entry] = entries;
    const [title, ...lines] = entry ? entryText(entry, localClock(zone)) : [];
    expect(title).toMatch(/PROCESSED, until .* 09:00:00 /);
    expect(lines).toContain('    over by max_items, with 2 items');
  });

  it('DR-33 entry text: what a step invokes, and how many a list has, is told', async () => {
    const rows = memoryRows();
    readersOf(rows, 'news', 12);
    rows.automations.push({ id: 'at_1', archived: false, enabled: true, definition: { steps: [] } });
    const steps = [
      { action: 'invoke', template: 'at_1' },
      { action: 'send-list', list: 'news', message: { content: { title: 'T', body: 'B' } } },
    ];
    const { entries, localTime } = await simulateSteps(steps, {}, { rows });
    const [invoking, sending] = entries.map((entry) => entryText(entry, localTime));
    expect(invoking?.slice(1)).toEqual(['    invokes at_1']);
    expect(sending?.[1]).toBe('    to 12 recipients, the first of whom are shown');
  });
});
