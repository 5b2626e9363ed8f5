import { describe, expect, it } from 'vitest';

import { simulateNodes, simulateSteps } from '../../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../../support/virtual.ts';

const UNTIL = 'Mo-Su 12:00-13:00';
const content = { title: 'T', body: 'B' };
const send = (delay: object, to: object = {}) => ({
  action: 'send',
  message: { to: { email: 'a@x.io', ...to }, content, delay },
});

const toldOf = (zone: string, clocks: string) =>
  `waits for a window by the clocks of ${clocks}: the timeline is told in ${zone}`;
const RECIPIENT = "its recipient's zone, or else UTC";

describe('foreign windows', () => {
  it.each<[string, object, string, string[]]>([
    ['of the timeline', send({ until: UNTIL, timezone: 'Europe/Oslo' }), 'Europe/Oslo', []],
    ['of one with the same clocks', send({ until: UNTIL, timezone: 'Europe/Paris' }), 'Europe/Oslo', []],
    ['of the message', send({ until: UNTIL, timezone: 'Asia/Tokyo' }), 'UTC', [toldOf('UTC', 'Asia/Tokyo')]],
    ['of the recipient', send({ until: UNTIL }, { timezone: 'Asia/Tokyo' }), 'UTC', [toldOf('UTC', RECIPIENT)]],
    ['of nobody', send({ until: UNTIL }), 'Asia/Tokyo', [toldOf('Asia/Tokyo', RECIPIENT)]],
    ['that data give', send({ until: { $ref: 'data.open' } }), 'Asia/Tokyo', [toldOf('Asia/Tokyo', RECIPIENT)]],
    ['that is no window', send({ until: '2026-03-02T12:00:00', timezone: 'Asia/Tokyo' }), 'UTC', []],
    ['of a step that is skipped', { ...send({ until: UNTIL }), if: 'data.none' }, 'Asia/Tokyo', []],
  ])('DR-12 foreign windows: a window %s', async (_, step, zone, expected) => {
    const { warnings } = await simulateSteps([step], { data: { open: UNTIL } }, { zone });
    expect(warnings.map(({ message }) => message)).toEqual(expected);
  });

  it('DR-12 foreign windows: a node is warned of, whatever it would find of its conditions later', async () => {
    const delay = { type: 'send', message: { to: { email_override: 'a@x.io' }, delay: { until: '{{data.open}}' } } };
    const node = { ...delay, message: { ...delay.message, template: 'NT' }, conditions: ['data.a', 'is equal', '1'] };
    const fetch = { type: 'fetch', method: 'get', url: 'https://a.io', merge_strategy: 'overwrite' };
    const assume = { fetches: { n2: { body: { a: 2 } } } };
    const rows = withTemplate();
    const data = { open: UNTIL, a: 1 };
    const { warnings } = await simulateNodes([node, fetch], { data }, { rows, assume, zone: 'Asia/Tokyo' });
    expect(warnings).toEqual([{ step: 'n1', message: toldOf('Asia/Tokyo', RECIPIENT) }]);
  });
});

function withTemplate() {
  const rows = memoryRows();
  rows.templates.push({ id: 'NT', archived: false, version: { id: 'v1', number: 1, body: { content } } });
  return rows;
}
