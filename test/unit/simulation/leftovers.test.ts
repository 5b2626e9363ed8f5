import { expect, it } from 'vitest';

import { NO_ASSUMPTIONS } from '../../../simulation/assumptions/assumptions.ts';
import { automationSubject } from '../../../simulation/requests/automation-subject.ts';
import { simulate } from '../../../simulation/simulate.ts';
import { timelineJson } from '../../../simulation/timeline/timeline-json.ts';
import { SavedDefinition } from '../../support/saved-definition.ts';
import { START } from '../../support/simulation/simulate-body.ts';
import { memoryRows } from '../../support/virtual.ts';

const to = { email: 'ada@example.com' };
const invokes = { action: 'invoke', template: 'other' };
const sends = { action: 'send', message: { to, content: { title: 'T', body: '{{text}}' } } };
const waits = (own: string) => ({
  action: 'send',
  message: { to, data: { own }, content: { title: 'T', body: 'B' }, delay: { duration: 3_600_000 } },
});

/** What a run of `count` such steps comes to, in rows that are handed back. */
async function simulated(count: number, step: (index: number) => object, text: string) {
  const rows = memoryRows();
  const definition = SavedDefinition.parse({ steps: [{ action: 'delay', duration: '1 hour' }] });
  rows.automations.push({ id: 'other', archived: false, enabled: true, definition });
  const steps = Array.from({ length: count }, (_, index) => step(index));
  const body = { recipient: 'ada', automation: { steps }, data: { text } };
  const subject = automationSubject(body as never, START);
  const timeline = await simulate(subject, { rows }, { start: START, zone: 'UTC', assume: NO_ASSUMPTIONS });
  return { rows, subject, timeline };
}

it('DR-06 leftovers: runs that are invoked share the data they begin with, and those of many are not kept', async () => {
  const { rows, subject, timeline } = await simulated(4, () => invokes, 'x'.repeat(2_500_000));
  const contexts = [...rows.runs.values()].slice(1).map(({ context }) => context);
  expect(contexts[0]?.data).toBe(subject.context.data);
  expect(contexts.map((context) => Object.keys(context).length > 0)).toEqual([true, true, false, false]);
  const { warnings } = timelineJson(timeline) as { warnings: object[] };
  expect(warnings).toEqual([{ message: expect.stringContaining('is left out') }]);
});

it('DR-06 leftovers: of many contents the beginnings are kept, and nobody is told less on a terminal', async () => {
  const { rows, timeline } = await simulated(20, () => sends, 'x'.repeat(400_000));
  const lengths = timeline.entries.map(({ messages }) => String(messages?.[0]?.rendered?.text).length);
  expect([lengths[0], lengths.at(-1)]).toEqual([400_000, 1_001]);
  expect(lengths.reduce((sum, length) => sum + length)).toBeLessThan(6_000_000);
  const histories = [...rows.messages.values()].flatMap(({ history }) => history);
  expect(new Set(histories.flatMap((event) => Object.keys(event)))).toEqual(new Set(['type', 'ts']));
});

it('DR-06 leftovers: what a run needs again ends the simulation where it is too much, what is shared does not', async () => {
  const text = 'x'.repeat(1_000_000);
  await expect(simulated(20, (index) => waits(`${index}\${data.text}`), text)).rejects.toThrow(
    'the steps of the run keep more than 16000000 characters',
  );
  const { timeline } = await simulated(20, () => waits('short'), text);
  expect(timeline.run.status).toBe('PROCESSED');
});
