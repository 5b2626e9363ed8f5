import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cutToSize, type Shown, type ShownEntry } from '../../../../simulation/timeline/cut-to-size.ts';
import { timelineJson } from '../../../../simulation/timeline/timeline-json.ts';
import { simulateNodes, simulateSteps } from '../../../support/simulation/simulate-body.ts';

const LARGEST = 5_000_000;
const CUT = { message: expect.stringContaining('would become too large') };
const FRAME = { at: '2026-03-01T08:00:00.000Z', order: 0, step_id: 'a', action: 'fetch', status: 'PROCESSED' };

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const shown = (timeline: ShownEntry[], more: Partial<Shown> = {}): Shown => ({
  run: { status: 'PROCESSED', started_at: FRAME.at, ended_at: FRAME.at },
  timeline,
  cost: { events: 5, actions: 1 },
  warnings: [],
  assumptions_needed: [],
  ...more,
});

/** Texts that are large in their own ways, and places for them. */
const texts = fc
  .tuple(fc.constantFrom('x', '"', '\u0000', 'ø', '😀'), fc.integer({ min: 0, max: 18 }))
  .map(([unit, power]) => unit.repeat(2 ** power));
const lists = fc.tuple(texts, fc.integer({ min: 1, max: 40 })).map(([text, count]) => Array(count).fill(text));
const parts = fc.oneof(
  fc.record({ reason: texts, ref: texts, listed: texts }),
  fc.record({ condition: fc.record({ atoms: lists.map((found) => found.map((actual) => ({ path: 'a', actual }))) }) }),
  fc.record({ context: fc.record({ violations: lists }) }),
  texts.map((name) => ({ condition: { values: { [name]: 1 } } })),
  lists.map((found) => ({ messages: found.map((html) => ({ status: 'SENT', address: html, rendered: { html } })) })),
  lists.map((found) => ({ fetched: found.map((url) => ({ url, method: 'GET', assumed: true })) })),
  fc.record({ invokes: fc.record({ template: texts, context: fc.record({ data: lists }) }) }),
);
const told = fc.record({ step: texts, message: texts });
const timelines = fc.record({
  kinds: fc.array(parts, { minLength: 1, maxLength: 4 }),
  count: fc.constantFrom(1, 20, 500),
  warnings: fc.array(told, { maxLength: 3 }),
  needed: fc.array(told, { maxLength: 3 }),
  reason: texts,
});

describe('cut to size', () => {
  it('DR-06 cut to size: no answer is larger than 5 MB, whatever is in it, and what was cut is told', () => {
    const wholes = new Set<boolean>();
    fc.assert(
      fc.property(timelines, ({ kinds, count, warnings, needed, reason }) => {
        const timeline = Array.from({ length: count }, (_, order) => ({
          ...FRAME,
          order,
          ...kinds[order % kinds.length],
        }));
        const asked = needed.map(({ step, message }) => ({ kind: 'list' as const, step, name: step, message }));
        const whole = shown(timeline, { warnings, assumptions_needed: asked });
        whole.run.reason = reason;
        const cut = cutToSize(whole);
        expect(bytesOf(cut)).toBeLessThanOrEqual(LARGEST);
        expect(cut.timeline.map(({ order, status }) => [order, status])).toEqual(
          timeline.map(({ order, status }) => [order, status]),
        );
        const isWhole = cut.warnings.length <= warnings.length;
        wholes.add(isWhole);
        if (isWhole) expect(cut).toEqual(whole);
        else expect(cut.warnings.at(-1)).toEqual(CUT);
      }),
      { seed: 20261121, numRuns: 60 },
    );
    expect([...wholes].sort()).toEqual([false, true]);
  });

  it('DR-06 cut to size: the last of many contents are cut short, and what became of their messages is told', async () => {
    const content = { title: 'T', body: 'x'.repeat(60_000) };
    const steps = Array.from({ length: 60 }, () => ({ action: 'send', message: { to: { email: 'a@x.io' }, content } }));
    const answer = timelineJson(await simulateSteps(steps)) as unknown as Shown;
    const messages = answer.timeline.map(
      (entry) => entry.messages?.[0] as { status: string; rendered?: { text: string } },
    );
    expect([bytesOf(answer) > 4_000_000, bytesOf(answer) <= LARGEST]).toEqual([true, true]);
    expect(messages.map(({ status }) => status)).toEqual(steps.map(() => 'SENT'));
    const lengths = messages.map(({ rendered }) => rendered?.text.length ?? 0);
    expect([lengths.at(0), Math.max(...lengths.slice(-5)) <= 1_001]).toEqual([60_000, true]);
    expect(answer.warnings).toEqual([CUT]);
  });

  it('DR-06 cut to size: so are the values of many conditions, and every node is told all the same', async () => {
    const is = (value: number) => ['data.text', 'is equal', `${value}`];
    const paths = Array.from({ length: 20 }, (_, value) => ({ conditions: is(value), nodes: [] }));
    const nodes = Array.from({ length: 490 }, () => ({ type: 'branch', paths, default: { nodes: [] } }));
    const answer = timelineJson(
      await simulateNodes(nodes, { data: { text: 'x'.repeat(100_000) } }),
    ) as unknown as Shown;
    expect(bytesOf(answer)).toBeLessThanOrEqual(LARGEST);
    expect(answer.timeline).toHaveLength(491);
    expect(answer.timeline.at(1)?.context).toMatchObject({ branch: { path: 20, judgements: expect.anything() } });
    expect(answer.timeline.at(-1)).toMatchObject({ node_id: expect.any(String), status: 'PROCESSED' });
    expect(answer.warnings.at(-1)).toEqual(CUT);
  });

  it('DR-06 cut to size: addresses are whole where there is room, and short where they are asked for', async () => {
    const webhook = { url: `https://a.io/${'x'.repeat(1_500)}`, method: 'GET' };
    const steps = Array.from({ length: 200 }, () => ({ action: 'fetch-data', webhook, merge_strategy: 'overwrite' }));
    const { timeline, warnings, ...others } = timelineJson(await simulateSteps(steps)) as unknown as Shown;
    expect([others.assumptions_needed.length, bytesOf(others.assumptions_needed) < 100_000]).toEqual([200, true]);
    expect([timeline.at(-1), warnings]).toMatchObject([{ fetched: [{ url: webhook.url }] }, []]);
  });
});
