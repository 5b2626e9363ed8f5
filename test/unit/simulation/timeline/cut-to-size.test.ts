import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cutToSize } from '../../../../simulation/timeline/cut-to-size.ts';
import type { AnsweredEntry, TimelineAnswer } from '../../../../simulation/timeline/timeline-answer.ts';
import { timelineJson } from '../../../../simulation/timeline/timeline-json.ts';
import { simulateNodes, simulateSteps } from '../../../support/simulation/simulate-body.ts';

const LARGEST = 5_000_000;
const CUT = { message: expect.stringContaining('would become too large') };
const FRAME = {
  at: '2026-03-01T08:00:00.000Z',
  local: '2026-03-01T08:00:00.000+00:00',
  order: 0,
  step_id: 'a',
  action: 'fetch',
  status: 'PROCESSED',
};
const MESSAGE = { recipient: 'ada', status: 'SENT', at: FRAME.at, local: FRAME.local };

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const shown = (timeline: AnsweredEntry[], more: Partial<TimelineAnswer> = {}): TimelineAnswer => ({
  run: { status: 'PROCESSED', started_at: FRAME.at, ended_at: FRAME.at },
  timeline,
  cost: { events: 5, actions: 1 },
  warnings: [],
  assumptions_needed: [],
  ...more,
});

/** Texts about as long as one of the sizes that something is cut to, each large in its own way, and places for them. */
const texts = fc
  .tuple(fc.constantFrom('x', '"', '\u0000', 'ø', '😀'), fc.constantFrom(0, 7, 8, 11, 13, 18))
  .map(([unit, power]) => unit.repeat(2 ** power));
const lists = fc.tuple(texts, fc.constantFrom(1, 6, 40)).map(([text, count]) => Array(count).fill(text));
const parts = {
  texts: fc.record({ reason: texts, ref: texts, listed: texts }),
  condition: lists.map((found) => ({ condition: { atoms: found.map((actual) => ({ path: 'a', actual })) } })),
  context: fc.record({ context: fc.record({ violations: lists }) }),
  names: texts.map((name) => ({ condition: { values: { [name]: 1 } } })),
  messages: lists.map((found) => ({
    messages: found.map((html) => ({ ...MESSAGE, address: html, rendered: { html } })),
  })),
  fetched: lists.map((found) => ({ fetched: found.map((url) => ({ url, method: 'GET', assumed: true })) })),
  invokes: fc.record({ invokes: fc.record({ template: texts, context: fc.record({ data: lists }) }) }),
};
const told = fc.record({ step: texts, message: texts });
const NOTHING = { warnings: [], needed: [], reason: undefined };
const timelinesOf = (part: keyof typeof parts) =>
  fc.record({
    kinds: fc.array(fc.tuple(parts[part], fc.oneof(fc.constant({}), ...Object.values(parts))), {
      minLength: 1,
      maxLength: 3,
    }),
    count: fc.constantFrom(1, 20, 500),
    beside: fc.oneof(
      fc.constant(NOTHING),
      fc.record({
        warnings: fc.array(told, { maxLength: 3 }),
        needed: fc.array(told, { maxLength: 3 }),
        reason: texts,
      }),
    ),
  });

describe('cut to size', () => {
  it('DR-06 cut to size: no answer is larger than 5 MB, whatever is in it, and what was cut is told', () => {
    const wholes = new Set<boolean>();
    for (const part of Object.keys(parts) as (keyof typeof parts)[])
      fc.assert(
        fc.property(timelinesOf(part), ({ kinds, count, beside: { warnings, needed, reason } }) => {
          const timeline = Array.from({ length: count }, (_, order) => {
            const [own, other] = kinds[order % kinds.length] ?? [];
            return { ...FRAME, order, ...other, ...own };
          });
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
        { seed: 20261121, numRuns: 2 },
      );
    expect([...wholes].sort()).toEqual([false, true]);
  });

  const long = 'x'.repeat(990);
  const many = (count: number) => Array.from({ length: count }, () => ({ step: 'a', message: long }));
  const asking = (count: number) => many(count).map((one) => ({ ...one, kind: 'list' as const, name: 'a' }));
  const reason = (length: number) => [{ ...FRAME, reason: 'x'.repeat(length) }];
  const steps = (count: number, more: object) => shown(Array.from({ length: count }, () => ({ ...FRAME, ...more })));
  const crowd = { atoms: Array(2_500).fill(0) };
  it.each<[string, TimelineAnswer, boolean]>([
    ['400 steps of 12 KB are', steps(400, { reason: 'x'.repeat(12_000) }), true],
    ['450 are not', steps(450, { reason: 'x'.repeat(12_000) }), false],
    ['two that compare what has 3 MB of name are not', steps(2, { condition: { ['x'.repeat(3_000_000)]: 1 } }), false],
    ['500 of long texts and many parts are not', steps(500, { reason: 'x'.repeat(20_000), condition: crowd }), false],
    ['a step of 4.9 MB is', shown(reason(4_900_000)), true],
    ['one of nearly 5 MB is not', shown(reason(4_999_600)), false],
    ['300 warnings are', shown([FRAME], { warnings: many(300) }), true],
    ['5,000 are not', shown([FRAME], { warnings: many(5_000) }), false],
    ['1,000 assumptions are', shown([FRAME], { assumptions_needed: asking(1_000) }), true],
    ['5,000 are not', shown([FRAME], { assumptions_needed: asking(5_000) }), false],
    ['a reason of 5 MB is not', shown([FRAME], { run: { ...shown([]).run, reason: 'x'.repeat(LARGEST) } }), false],
  ])('DR-06 cut to size: of what is told as a whole: %s', (_, whole, isWhole) => {
    const cut = cutToSize(whole);
    expect(bytesOf(cut)).toBeLessThanOrEqual(LARGEST);
    expect(cut.warnings.at(-1)?.message.includes('too large') ?? false).toBe(!isWhole);
    expect(cut.timeline).toHaveLength(whole.timeline.length);
  });

  it('DR-06 cut to size: what is invoked is told without its context where that is too much, and with it before', () => {
    const invokes = { template: 'at_1', context: { data: { items: Array(20_000).fill('item') } } };
    const { timeline, warnings } = cutToSize(shown(Array(60).fill({ ...FRAME, invokes })));
    expect([timeline.at(0)?.invokes, timeline.at(-1)?.invokes]).toEqual([invokes, { template: 'at_1', context: {} }]);
    expect(warnings).toEqual([CUT]);
  });

  it('DR-06 cut to size: the last of many contents are cut short, and what became of their messages is told', async () => {
    const content = { title: 'T', body: 'x'.repeat(60_000) };
    const steps = Array.from({ length: 60 }, () => ({ action: 'send', message: { to: { email: 'a@x.io' }, content } }));
    const answer = timelineJson(await simulateSteps(steps)) as unknown as TimelineAnswer;
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
    const name = 'x'.repeat(1_000);
    const is = (value: number) => [`data.${name}`, 'is equal', `${value}`];
    const paths = Array.from({ length: 20 }, (_, value) => ({ conditions: is(value), nodes: [] }));
    const nodes = Array.from({ length: 180 }, () => ({ type: 'branch', paths, default: { nodes: [] } }));
    const answer = timelineJson(
      await simulateNodes(nodes, { data: { [name]: 'x'.repeat(100_000) } }),
    ) as unknown as TimelineAnswer;
    expect(bytesOf(answer)).toBeLessThanOrEqual(LARGEST);
    expect(answer.timeline).toHaveLength(181);
    expect(answer.timeline.at(1)?.context).toMatchObject({ branch: { path: 20, judgements: expect.anything() } });
    expect(answer.timeline.at(-1)).toMatchObject({ node_id: expect.any(String), status: 'PROCESSED' });
    expect(answer.warnings.at(-1)).toEqual(CUT);
  });

  it('DR-06 cut to size: addresses are whole where there is room, and short where they are asked for', async () => {
    const webhook = { url: `https://a.io/${'x'.repeat(1_500)}`, method: 'GET' };
    const steps = Array.from({ length: 200 }, () => ({ action: 'fetch-data', webhook, merge_strategy: 'overwrite' }));
    const { timeline, warnings, ...others } = timelineJson(await simulateSteps(steps)) as unknown as TimelineAnswer;
    expect([others.assumptions_needed.length, bytesOf(others.assumptions_needed) < 100_000]).toEqual([200, true]);
    expect([timeline.at(-1), warnings]).toMatchObject([{ fetched: [{ url: webhook.url }] }, []]);
  });
});
