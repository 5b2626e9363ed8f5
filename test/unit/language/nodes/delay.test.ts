import { describe, expect, it, test } from 'vitest';

import type { JsonObject } from '../../../../language/json/json.ts';
import { compiledNode, preparedNode } from '../../../support/compiled-node.ts';

const delay = (fields: JsonObject): JsonObject => ({ type: 'delay', ...fields });

describe('node delay', () => {
  test.each<[JsonObject, string]>([
    [{ mode: 'duration', duration: 'PT2H' }, 'PT2H'],
    [{ mode: 'until', until: '2026-12-01T09:00:00', timezone: 'Europe/Oslo' }, '2026-12-01T09:00:00'],
  ])('N-30a delay: %j', (fields, label) => {
    expect(compiledNode(delay({ ...fields, at: '2026-01-01' }), { at: Date.UTC(2026, 0) })).toMatchObject({
      fields,
      label,
    });
  });

  it('C-23 delay: words and ISO durations alike', () => {
    expect(preparedNode(delay({ mode: 'duration', duration: '2 hours' }))).toMatchObject({ kind: 'ready' });
    expect(preparedNode(delay({ mode: 'duration', duration: 'P1D' }))).toMatchObject({ kind: 'ready' });
  });

  it('N-30a delay: what belongs to the other mode is not looked at', () => {
    const fields = { mode: 'duration', duration: '0 minutes', until: '{{data.gone}}' };
    expect(preparedNode(delay(fields))).toMatchObject({
      kind: 'ready',
      fields: { mode: 'duration', duration: '0 minutes' },
    });
  });

  test.each<[JsonObject, string]>([
    [{}, 'nodes.1.mode: '],
    [{ mode: 'duration' }, 'nodes.1.duration: '],
    [{ mode: 'duration', duration: 'soon' }, 'nodes.1.duration: must be a duration'],
    [{ mode: 'duration', duration: '11 years' }, 'nodes.1.duration: is more than 10 years'],
    [{ mode: 'until', duration: '1 hour' }, 'nodes.1.until: '],
    [{ mode: 'until', until: 'noon' }, 'nodes.1.until: must be an ISO 8601'],
    [{ mode: 'until', until: '1990-01-01' }, 'nodes.1.until: is more than 10 years away'],
    [{ mode: 'until', until: '{{data.at}}', timezone: 'Mars' }, 'nodes.1.timezone: must be a time zone'],
  ])('N-30b delay: %j is refused when it is saved', (fields, message) => {
    expect(() => compiledNode(delay(fields))).toThrow(message);
  });

  test.each<[JsonObject, JsonObject, object]>([
    [{ mode: 'duration', duration: '{{wait}}' }, { wait: '3 days' }, { kind: 'ready', fields: { duration: '3 days' } }],
    [{ mode: 'duration', duration: '{{n}} days' }, { n: 3 }, { kind: 'ready', fields: { duration: '3 days' } }],
    [{ mode: 'until', until: '{{at}}' }, { at: '2026-12-01' }, { kind: 'ready', fields: { until: '2026-12-01' } }],
    [
      { mode: 'duration', duration: '{{wait}}' },
      { wait: 'secret' },
      { kind: 'failed', reason: 'duration: must be a duration such as "2 hours" or "PT2H"' },
    ],
    [{ mode: 'duration', duration: '{{wait}}' }, {}, { kind: 'failed', reason: 'duration: wait refers to nothing' }],
  ])('N-30b delay: %j over %j', (fields, data, expected) => {
    expect(preparedNode(delay(fields), data)).toMatchObject(expected);
  });
});
