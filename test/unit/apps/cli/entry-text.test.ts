import { describe, expect, it } from 'vitest';

import { entryText } from '../../../../apps/cli/entry-text.ts';
import { timeTextOf } from '../../../../apps/cli/time-text.ts';
import { START, simulateNodes, simulateSteps } from '../../../support/simulation/simulate-body.ts';
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
    [
      '2 hours',
      { type: 'delay', mode: 'duration', duration: 'PT2H' },
      /CANCELED\n {4}was to wait until Sun 2026-03-01 10:00:00$/,
    ],
    [
      'half an hour',
      { type: 'delay', mode: 'duration', duration: 'PT30M' },
      /PROCESSED\n {4}until Sun 2026-03-01 08:30:00$/,
    ],
    ['a batch', batch, /CANCELED\n {4}was to wait until Sun 2026-03-01 10:00:00$/],
  ])('DR-33 entry text: after a cancel within the hour, %s ends as it did', async (_, node, expected) => {
    const assume = { events: [{ type: 'cancel', after: 'PT1H' }] } as never;
    const wait = { type: 'delay', mode: 'duration', duration: 'P1D' };
    const { entries, zone } = await simulateNodes([node, wait], { recipient: 'ada' }, { assume });
    const [title, end] = entries[1] ? entryText(entries[1], timeTextOf(zone, START)) : [];
    expect(`${title}\n${end}`).toMatch(expected);
  });

  it('DR-03 entry text: a batch is over when it was, not when it would have been at first', async () => {
    const events = [{ type: 'batch_member', node: 'n1', after: 'PT1H', data: {} }];
    const { entries, zone } = await simulateNodes([batch], { recipient: 'ada' }, { assume: { events } as never });
    const [, entry] = entries;
    const lines = entry ? entryText(entry, timeTextOf(zone, START)) : [];
    expect(lines).toContain('    until Sun 2026-03-01 09:00:00');
    expect(lines).toContain('    over by max_items, with 2 items');
  });

  it('DR-33 entry text: the time of a message is told where it is not that of its step', async () => {
    const message = { to: { email: 'ada@example.com' }, content: { title: 'T', body: 'B' } };
    const held = { ...message, delay: { duration: 3_600_000 } };
    const steps = [message, held].map((message) => ({ action: 'send', message }));
    const { entries, zone } = await simulateSteps(steps);
    const lines = entries.flatMap((entry) => entryText(entry, timeTextOf(zone, START)));
    expect(lines.filter((line) => /^ {4}\S/.test(line))).toEqual([
      '    email to ada@example.com by outbox: SENT',
      '    until Sun 2026-03-01 09:00:00',
      '    email to ada@example.com by outbox: SENT Sun 2026-03-01 09:00:00',
    ]);
  });

  it.each([
    [0, 'to list team: 0 recipients'],
    [1, 'to list team: 1 recipient'],
    [10, 'to list team: 10 recipients'],
    [12, 'to list team: 12 recipients, the first 10 of them shown'],
  ])('DR-33 entry text: a list of %d is named, and how many of it are shown', async (size, expected) => {
    const rows = memoryRows();
    const users = Array.from({ length: size }, (_, user) => `user-${user}`);
    rows.lists.set('team', new Map(users.map((user) => [user, undefined])));
    for (const user of users) rows.profiles.set(user, { email: `${user}@example.com` });
    const content = { title: 'T', body: 'B' };
    const steps = [{ action: 'send-list', list: 'team', override: {}, message: { content } }];
    const { entries, zone } = await simulateSteps(steps, {}, { rows });
    expect(entries[0] && entryText(entries[0], timeTextOf(zone, START))).toContain(`    ${expected}`);
  });

  it.each([
    [{}, 'data.a less than "1" is false (missing)'],
    [{ a: 0 }, 'data.a less than "1" is true (0)'],
  ])('DR-33 entry text: with %j a comparison says what it found', async (data, expected) => {
    const path = { conditions: ['data.a', 'less than', '1'], nodes: [] };
    const { entries, zone } = await simulateNodes([{ type: 'branch', paths: [path], default: { nodes: [] } }], {
      data,
    });
    expect(entries[1] && entryText(entries[1], timeTextOf(zone, START))).toContain(`    path 0: ${expected}`);
  });

  it('DR-33 entry text: what a step invokes is told', async () => {
    const rows = memoryRows();
    rows.automations.push({ id: 'at_1', archived: false, enabled: true, definition: { steps: [] } });
    const { entries, zone } = await simulateSteps([{ action: 'invoke', template: 'at_1' }], {}, { rows });
    expect(entries[0] && entryText(entries[0], timeTextOf(zone, START))).toContain('    invokes at_1');
  });
});
