import { expect, it } from 'vitest';
import type { NamedVerdict } from '../../../../activities/events/event-judge.ts';
import { eventOutcomes } from '../../../../activities/events/event-outcomes.ts';
import type { NewRun } from '../../../../activities/ports/new-run.ts';

const starts = (id: string): NamedVerdict => ({
  ...{ kind: 'journey', id },
  verdict: { kind: 'starts', run: { id: `run of ${id}` } as NewRun },
});

const ignored = (id: string, actual = 'a'): NamedVerdict => ({
  ...{ kind: 'journey', id },
  verdict: {
    kind: 'ignored',
    reason: 'no',
    atoms: [{ path: 'event', operator: 'is equal', value: 'b', actual, result: false }],
  },
});

it('N-28 runs by their ids, and what the conditions of the others found', () => {
  expect(eventOutcomes([starts('one'), ignored('two')])).toEqual([
    { kind: 'journey', id: 'one', run_id: 'run of one' },
    { kind: 'journey', id: 'two', reason: 'no', conditions: [expect.objectContaining({ path: 'event', actual: 'a' })] },
  ]);
});

it('N-28 every run is told, and of the others a hundred', () => {
  const verdicts = Array.from({ length: 150 }, (_, n) => [ignored(`i${n}`), starts(`s${n}`)]).flat();
  const outcomes = eventOutcomes(verdicts);
  expect(outcomes.filter((outcome) => outcome.run_id)).toHaveLength(150);
  expect(outcomes.filter((outcome) => outcome.reason)).toHaveLength(100);
});

it('N-28 what conditions found is told while there is room for it', () => {
  const outcomes = eventOutcomes(Array.from({ length: 40 }, (_, n) => ignored(`i${n}`, 'x'.repeat(1_000))));
  expect(outcomes.filter(({ conditions }) => conditions).length).toBeLessThan(20);
  expect(outcomes.filter(({ reason }) => reason === 'no')).toHaveLength(40);
  expect(JSON.stringify(outcomes).length).toBeLessThan(25_000);
});
