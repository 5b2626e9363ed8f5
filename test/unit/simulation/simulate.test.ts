import { describe, expect, it } from 'vitest';

import { timelineJson } from '../../../simulation/timeline/timeline-json.ts';
import { readersOf } from '../../support/simulation/readers-of.ts';
import { START, simulateNodes, simulateSteps } from '../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../support/virtual.ts';

const message = { to: { email: 'ada@example.com' }, content: { title: 'To {{name}}', body: 'Hi {{name}}' } };
const send = { action: 'send', message };
const delay = { action: 'delay', duration: '30 days' };

describe('simulate', () => {
  it('DR-01 simulate: a timeline tells of every step when, in both zones, what, why, and what would be sent', async () => {
    const guarded = { ...send, if: 'data.total > 100' };
    const timeline = await simulateSteps(
      [send, delay, guarded],
      { data: { name: 'Ada', total: 7 } },
      { zone: 'Europe/Oslo' },
    );
    const shown = timelineJson(timeline);
    expect(shown).toMatchObject({
      run: { status: 'PROCESSED', started_at: '2026-03-01T08:00:00.000Z', ended_at: '2026-03-31T08:00:00.000Z' },
      timeline: [
        {
          at: '2026-03-01T08:00:00.000Z',
          local: '2026-03-01T09:00:00.000+01:00',
          order: 0,
          step_id: expect.any(String),
          action: 'send',
          status: 'PROCESSED',
          messages: [
            {
              channel: 'email',
              provider: 'outbox',
              address: 'ada@example.com',
              rendered: { subject: 'To Ada', text: 'Hi Ada' },
              status: 'SENT',
              at: '2026-03-01T08:00:00.000Z',
            },
          ],
        },
        { action: 'delay', until: '2026-03-31T08:00:00.000Z', until_local: '2026-03-31T10:00:00.000+02:00' },
        {
          local: '2026-03-31T10:00:00.000+02:00',
          status: 'SKIPPED',
          reason: 'if is false: data.total > 100',
          condition: { expression: 'data.total > 100', values: { 'data.total': 7 }, result: false },
        },
      ],
      cost: { events: 23, actions: 5 },
      warnings: [{ message: expect.stringContaining('30 days') }],
      assumptions_needed: [],
    });
  });

  it('DR-01 simulate: a journey tells of its nodes, what their conditions found, and the path that is taken', async () => {
    const paths = [{ conditions: ['data.total', 'greater than', '5'], label: 'big', nodes: [{ type: 'exit' }] }];
    const branch = { type: 'branch', paths, default: { nodes: [] } };
    const wait = { type: 'delay', mode: 'duration', duration: 'P1D', conditions: ['data.total', 'is equal', '1'] };
    const { timeline } = timelineJson(await simulateNodes([wait, branch], { data: { total: 7 } }));
    expect(timeline).toMatchObject([
      { node_id: 'start', type: 'trigger', status: 'PROCESSED' },
      { node_id: 'n1', type: 'delay', status: 'SKIPPED', condition: { result: false, atoms: [{ actual: 7 }] } },
      { node_id: 'n2', type: 'branch', context: { branch: { path: 0, label: 'big' } } },
      { node_id: 'n3', type: 'exit', status: 'PROCESSED' },
    ]);
  });

  it('DR-01 simulate: a message that is held back is told under its step, with its own time', async () => {
    const held = { ...send, message: { ...message, delay: { duration: 3_600_000 } } };
    const { run, entries } = await simulateSteps([held], { data: { name: 'Ada' } });
    expect(run.endedAt).toBe(START);
    expect(entries[0]).toMatchObject({
      at: START,
      until: START + 3_600_000,
      messages: [{ status: 'SENT', at: START + 3_600_000 }],
    });
  });

  it('DR-01 simulate: without a provider, or an address, a message says so as it would', async () => {
    const rows = memoryRows();
    rows.providers.length = 0;
    const { entries } = await simulateSteps([send], { data: { name: 'Ada' } }, { rows });
    expect(entries[0]?.messages).toMatchObject([
      { status: 'UNROUTABLE', reason: 'NO_PROVIDERS', error: 'email: no provider is configured' },
    ]);
  });

  it('DR-01 simulate: of a list ten messages are written, and all are counted, however many pages they fill', async () => {
    const rows = memoryRows();
    readersOf(rows, 'news', 2_500);
    const step = {
      action: 'send-list',
      list: 'news',
      message: { content: { title: 'T', body: 'Hi {{profile.email}}' } },
    };
    const { entries, cost } = await simulateSteps([step], {}, { rows });
    expect(entries).toMatchObject([{ status: 'PROCESSED', listed: 'news', recipients: 2_500 }]);
    expect(entries[0]?.messages).toHaveLength(10);
    expect(cost).toEqual({ events: 15, actions: 7 });
    const few = await simulateSteps([step], {}, { rows: memoryRows(), countOf: () => 1_060 });
    expect([few.entries[0]?.recipients, few.cost.actions]).toEqual([1_060, 6]);
  });

  it('DR-01 simulate: what it invokes is told and not followed', async () => {
    const rows = memoryRows();
    const definition = { steps: [send] } as never;
    rows.automations.push({ id: 'at_1', alias: 'follow', archived: false, enabled: true, definition });
    const step = { action: 'invoke', template: 'follow', context: { data: { name: 'Bo' } } };
    const { entries, cost } = await simulateSteps([step], {}, { rows });
    expect(entries).toMatchObject([
      { status: 'PROCESSED', invokes: { template: 'at_1', context: { data: { name: 'Bo' } } } },
    ]);
    expect([rows.messages.size, cost]).toEqual([0, { events: 6, actions: 2 }]);
  });

  it('DR-01 simulate: the same simulated twice is the same', async () => {
    const once = timelineJson(await simulateSteps([send, delay, send], { data: { name: 'Ada' } }));
    expect(timelineJson(await simulateSteps([send, delay, send], { data: { name: 'Ada' } }))).toEqual(once);
  });

  it('DR-03 simulate: a zone that there is not is refused by name', async () => {
    await expect(simulateSteps([send], {}, { zone: 'Mars/Olympus' })).rejects.toThrow(
      /^time_zone: must be a time zone/,
    );
  });
});
