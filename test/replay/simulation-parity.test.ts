import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import { AdHocInvoke } from '../../language/automation.ts';
import { compileAutomation } from '../../language/compile/compile.ts';
import { skeletonOf } from '../../language/compile/skeleton.ts';
import { Assumptions } from '../../simulation/assumptions.ts';
import { simulate } from '../../simulation/simulate.ts';
import type { Subject } from '../../simulation/subject.ts';
import type { Timeline } from '../../simulation/timeline.ts';
import { flakyAnswers } from '../support/flaky-provider.ts';
import { journeyPlan, TRIGGER } from '../support/journeys/journey-plan.ts';
import { SavedDefinition } from '../support/saved-definition.ts';
import { actionsOf } from '../support/simulation/history-cost.ts';
import { readersOf } from '../support/simulation/readers-of.ts';
import { type RecordedCall, type RecordedRun, recordedRun } from '../support/simulation/recorded-run.ts';
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

/** What the run met, as far as its history tells. */
function assumed({ calls, skeleton, canceledAt, releasedAt }: RecordedRun): Assumptions {
  const fetched = calls.filter(({ order }) => skeleton.steps[order]?.action.startsWith('fetch'));
  const answered = fetched.filter(({ outcome }) => outcome.kind !== 'skipped');
  const throttled = calls.filter(({ outcome }) => outcome.kind === 'throttled');
  const events = [
    ...(canceledAt === undefined ? [] : [{ type: 'cancel', at: canceledAt }]),
    ...cameTo(calls, releasedAt),
  ];
  return Assumptions.parse({
    fetches: Object.fromEntries(
      answered.map(({ order, outcome }) => [order, { status: outcome.kind === 'missed' ? 404 : 200 }]),
    ),
    throttled: throttled.map(({ order }) => String(order)),
    events: events.map(({ at, ...event }) => ({ ...event, at: new Date(at).toISOString() })),
  });
}

/** Whoever came put the end of the batch off, or was the last that it took. */
function cameTo(calls: readonly RecordedCall[], releasedAt?: number) {
  const gathered = calls.flatMap(({ order, at, outcome }) =>
    outcome.kind === 'gathers' ? [{ order, at, until: outcome.until }] : [],
  );
  const [first] = gathered;
  if (!first) return [];
  const came = gathered.slice(1).map(({ until }) => first.at + until - first.until);
  const all = releasedAt === undefined ? came : [...came, releasedAt];
  return all.map((at) => ({ type: 'batch_member', node: String(first.order), at }));
}

const STATUSES: Record<RecordedCall['outcome']['kind'], string> = {
  processed: 'PROCESSED',
  branches: 'PROCESSED',
  ends: 'PROCESSED',
  spreads: 'PROCESSED',
  waits: 'PROCESSED',
  gathers: 'PROCESSED',
  skipped: 'SKIPPED',
  failed: 'ERROR',
  missed: 'ERROR',
  throttled: 'THROTTLED',
  closed: 'CANCELED',
};

/** Each step once, as it ended. */
function stepsOf({ calls, canceledAt }: RecordedRun) {
  const ended = new Map(calls.map(({ order, outcome }) => [order, outcome]));
  const last = calls.at(-1)?.order;
  return [...ended].map(([order, outcome]) => {
    const isCanceled = canceledAt !== undefined && order === last;
    return { order, status: isCanceled ? 'CANCELED' : STATUSES[outcome.kind] };
  });
}

/** So much later a real run comes to a step. */
const TOLERANCE_MS = 60_000;

describe('recorded histories', () => {
  const names = readdirSync(histories).flatMap((release) =>
    readdirSync(`${histories}/${release}`).map((file) => ({ release, name: file.replace('.json', '') })),
  );

  it.each(names.filter(({ name }) => !(name in LEFT_OUT)))(
    'DR-02 DR-03 $release/$name: with the same inputs the simulation tells its steps, instants and cost',
    async ({ release, name }) => {
      const recorded = await recordedRun(`${histories}/${release}/${name}.json`);
      const { startedAt: start, skeleton, calls, history } = recorded;
      const subject = subjectOf(name, start);
      expect(skeletonOf(subject.plan)).toEqual(skeleton);
      const told = await simulate(subject, world(), { start, zone: 'UTC', assume: assumed(recorded) });
      const entries: Timeline['entries'] = name === 'asleep' ? told.entries.slice(0, 2) : told.entries;
      expect(entries.map(({ order, status }) => ({ order, status }))).toEqual(stepsOf(recorded));
      for (const { order, at } of entries) {
        const call = calls.find((one) => one.order === order);
        expect(Math.abs(at - (call?.at ?? 0)), `step ${order}`).toBeLessThan(TOLERANCE_MS);
      }
      if (name in COSTS_OTHERWISE) return;
      expect(told.cost.events).toBe(history.events?.length);
      // Those of children are in histories of their own.
      const hasChildren = history.events?.some((event) => event.childWorkflowExecutionStartedEventAttributes);
      if (!hasChildren) expect(told.cost.actions).toBe(actionsOf(history));
    },
  );

  it('DR-02 every recorded history is simulated, or it is told why not', () => {
    const known = [...Object.keys(automations), ...Object.keys(journeys), 'journey-batch-released'];
    expect([...new Set(names.map(({ name }) => name))].sort()).toEqual([...known, ...Object.keys(LEFT_OUT)].sort());
  });
});
