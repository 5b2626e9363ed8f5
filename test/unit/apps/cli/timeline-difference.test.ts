import { expect, it } from 'vitest';

import { timelineDifference } from '../../../../apps/cli/timeline-difference.ts';
import type { JsonObject } from '../../../../language/json/json.ts';

const step = (id: string, more: JsonObject = {}): JsonObject => ({ node_id: id, status: 'PROCESSED', ...more });
const timeline = (steps: JsonObject[], more: JsonObject = {}): JsonObject => ({
  run: { status: 'PROCESSED' },
  timeline: steps,
  cost: { actions: 1 },
  warnings: [],
  ...more,
});
const headings = (lines: string[]) => lines.filter((line) => line.startsWith('@@'));

it('DR-35 timeline difference: what is alike is not told', () => {
  expect(timelineDifference(timeline([step('a')]), timeline([step('a')]))).toEqual([]);
});

it('DR-35 timeline difference: of every step and part that differs the lines, what was given beside what was taken', () => {
  const before = timeline([step('a'), step('settle-in', { until: 'Friday' }), step('c')]);
  const after = timeline([step('a'), step('settle-in', { until: 'Saturday' }), step('c')], { cost: { actions: 2 } });
  expect(timelineDifference(before, after)).toEqual([
    '@@ settle-in @@',
    '  {',
    '    "node_id": "settle-in",',
    '    "status": "PROCESSED",',
    '-   "until": "Friday"',
    '+   "until": "Saturday"',
    '  }',
    '@@ cost @@',
    '  {',
    '-   "actions": 1',
    '+   "actions": 2',
    '  }',
  ]);
});

it('DR-35 timeline difference: a step more or less is told alone, where it stands, and so is a part', () => {
  const before = timeline([step('first'), step('a'), step('gone'), step('c')], { earlier: 1 });
  const after = timeline([step('a'), step('c'), step('more')]);
  const lines = timelineDifference(before, after);
  expect(headings(lines)).toEqual(['@@ first @@', '@@ gone @@', '@@ more @@', '@@ earlier @@']);
  expect(lines.filter((line) => line.includes('node_id'))).toEqual([
    '-   "node_id": "first",',
    '-   "node_id": "gone",',
    '+   "node_id": "more",',
  ]);
});

it('DR-35 timeline difference: steps that share an id are told apart, and those without one go by their place', () => {
  const steps = (last: string): JsonObject[] => [
    { step_id: 'a', status: 'PROCESSED' },
    { step_id: 'a', status: last },
    { order: 2, status: last },
  ];
  const lines = timelineDifference(timeline(steps('PROCESSED')), timeline(steps('ERROR')));
  expect(headings(lines)).toEqual(['@@ a (2) @@', '@@ 2 @@']);
});

it('DR-35 timeline difference: of a text with line breaks the lines that differ', () => {
  const told = (word: string) => timeline([step('a', { text: `Dear Ada,\n${word}\nYours` })]);
  const lines = timelineDifference(told('hello'), told('goodbye'));
  expect(lines).toContain('-     hello\\n');
  expect(lines).toContain('+     goodbye\\n');
  expect(lines).toContain('    "text": "Dear Ada,\\n');
});

it('DR-35 timeline difference: where one of 120 delays is another, every line that is taken has the one given for it', () => {
  const steps = (shift: number) =>
    Array.from({ length: 120 }, (_, place) =>
      step(`n${place}`, { at: `${place + shift}`, local: `${place + shift} h` }),
    );
  const lines = timelineDifference(timeline(steps(0)), timeline(steps(1)));
  const marks = lines.slice(0, 200).map((line) => line[0]);
  const taken = marks.filter((mark) => mark === '-').length;
  expect([taken > 30, marks.filter((mark) => mark === '+').length]).toEqual([true, taken]);
});
