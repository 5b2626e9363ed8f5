import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import { AdHocInvoke } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile/compile.ts';
import { skeletonOf } from '../../language/compile/skeleton.ts';
import { simulate } from '../../simulation/simulate.ts';
import type { Subject } from '../../simulation/subject.ts';
import { flakyAnswers } from '../support/flaky-provider.ts';
import { journeyPlan, TRIGGER } from '../support/journeys/journey-plan.ts';
import { SavedDefinition } from '../support/saved-definition.ts';
import { actionsOf } from '../support/simulation/history-cost.ts';
import { readersOf } from '../support/simulation/readers-of.ts';
import { recordedAssumptions } from '../support/simulation/recorded-assumptions.ts';
import { recordedRun } from '../support/simulation/recorded-run.ts';
import { recordedSteps } from '../support/simulation/recorded-steps.ts';
import { memoryRows } from '../support/virtual.ts';
import { DATA, gatherers, journeys, send, shapes, sleeper } from './recorded-shapes.ts';

const histories = fileURLToPath(new URL('./histories', import.meta.url));

/** Histories of which nothing can be simulated, and why. A new one is told of in `recorded-shapes.ts`, or here. */
const LEFT_OUT: Record<string, string> = {
  independent: 'its provider broke in a way that only real ones do',
  'journey-batch-joined': 'it came to a batch of another run, which simulations do not know',
  'journey-batch-long': 'what its batch was told is made up, as by a thousand runs that came',
  'journey-batch-resumed': 'as that one, which it goes on with',
  message: 'it is no run: that of its run is `deferred`',
  'list-send': 'it is no run: that of its run is like `send-list`',
  retention: 'it is no run',
};

/** Those of which the cost is another. */
const COSTS_OTHERWISE: Record<string, string> = {
  asleep: 'it was recorded before its end',
  'canceled-in-temporal': 'Temporal was asked, not the API',
};

const automations = { ...shapes, asleep: sleeper, canceled: sleeper, 'canceled-in-temporal': sleeper };

/** What was run, when it began. */
function subjectOf(name: string, at: number): Subject {
  const steps = automations[name as keyof typeof automations];
  if (steps) {
    const compiled = compileAutomation(AdHocInvoke.parse({ recipient: 'ada', automation: { steps } }), at);
    return { kind: 'automation', ...compiled };
  }
  const [, nodes] = name === 'journey-batch-released' ? ['', gatherers] : (journeys[name] ?? ['', []]);
  const plan = journeyPlan([TRIGGER, ...nodes], { recipient: 'ada', at });
  return { kind: 'journey', plan, context: { data: DATA, profile: {}, recipient: 'ada' }, automationId: 'journey' };
}

/** What there was when they were recorded. */
function world() {
  const rows = memoryRows();
  const version = { id: 'v1', number: 1, body: { content: { title: 'Welcome', body: 'Hello' } } };
  rows.templates.push({ id: 'nt_1', alias: 'WELCOME', archived: false, version });
  const definition = SavedDefinition.parse({ steps: [send] });
  rows.automations.push({ id: 'follow-up', archived: false, enabled: true, definition });
  readersOf(rows, 'everyone', 1_001);
  return { rows, outside: { deliver: flakyAnswers() } };
}

/** In milliseconds: real steps take time, if little. */
const closeTo = (real: number) => (told: number) => Math.abs(told - real) < 5_000;

/** What a history does not tell: why a message did not go out whose step is PROCESSED, and who canceled. */
const UNTOLD = ['PROCESSED', 'CANCELED'];

const shown = ({ order, status, reason }: { order: number; status: string; reason?: string }) =>
  UNTOLD.includes(status) ? { order, status } : { order, status, reason };

describe('recorded histories', () => {
  const names = readdirSync(histories).flatMap((release) =>
    readdirSync(`${histories}/${release}`).map((file) => ({
      path: `${release}/${file.replace('.json', '')}`,
      name: file.replace('.json', ''),
    })),
  );

  it.each(names.filter(({ name }) => !(name in LEFT_OUT)))(
    'DR-02 DR-03 $path: with the same inputs the simulation tells its steps, instants and cost',
    async ({ path, name }) => {
      const recorded = await recordedRun(`${histories}/${path}.json`);
      const { startedAt: start, endedAt, skeleton, history } = recorded;
      const subject = subjectOf(name, start);
      expect(skeletonOf(subject.plan)).toEqual(skeleton);
      const assume = recordedAssumptions(recorded);
      const { run, entries, cost } = await simulate(subject, world(), { start, zone: 'UTC', assume });
      const real = recordedSteps(recorded);
      const told = name === 'asleep' ? entries.slice(0, real.length) : entries;
      expect(told.map(shown)).toEqual(real.map(shown));
      for (const [index, { at }] of real.entries()) expect(told[index]?.at).toSatisfy(closeTo(at));
      if (endedAt !== undefined) expect(run.endedAt).toSatisfy(closeTo(endedAt));
      if (name in COSTS_OTHERWISE) return;
      expect(cost.events).toBe(history.events?.length);
      // Those of children are in histories of their own.
      const hasChildren = history.events?.some((event) => event.childWorkflowExecutionStartedEventAttributes);
      if (!hasChildren) expect(cost.actions).toBe(actionsOf(history));
    },
  );

  it('DR-02 every recorded history is simulated, or it is told why not', () => {
    const known = [...Object.keys(automations), ...Object.keys(journeys), 'journey-batch-released'];
    expect([...new Set(names.map(({ name }) => name))].sort()).toEqual([...known, ...Object.keys(LEFT_OUT)].sort());
  });
});
