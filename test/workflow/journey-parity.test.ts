import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StepContext } from '../../activities/ports/statuses.ts';
import { nodes } from '../../language/nodes/index.ts';
import { newRunId } from '../../platform/ids.ts';
import { ask, untilEnded } from '../support/ask.ts';
import type { Engine } from '../support/engine.ts';
import { inspectJourney } from '../support/journeys/inspect-journey.ts';
import { startJourney } from '../support/journeys/start-journey.ts';
import { runJourneyVirtually } from '../support/journeys/virtual-journey.ts';
import { type RandomJourney, randomData, randomJourneys } from '../support/random-journeys/random-journeys.ts';
import { startTemporalWorld } from '../support/random-plans/temporal-world.ts';
import { virtualWorld } from '../support/random-plans/virtual-world.ts';
import { untilMessageEnded } from '../support/until-message-ended.ts';

const JOURNEYS = 200;
const SEED = 20261122;
/** Real time passes between the steps of the one driver only. */
const TOLERANCE_MS = 60_000;

let environment: TestWorkflowEnvironment;
let engine: Engine;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ environment, engine, close } = await startTemporalWorld());
});

afterAll(() => close());

interface Line {
  node?: string;
  action: string;
  status: string;
  context: StepContext;
  message?: string;
  at: number;
}

/** How a run ended, and what it knew then. */
interface Ending {
  status: string;
  context: unknown;
  lines: Line[];
}

/** The second run of each journey comes to the throttles that the first one passed. */
const RUNS = [1, 2];

async function onTemporal(random: RandomJourney, journey: string, base: number): Promise<Ending[]> {
  const endings = [];
  for (const _ of RUNS) {
    const runId = await startJourney(engine, { ...random, journey, data: randomData(base) });
    await untilEnded(engine, runId);
    const { status, context, steps } = await inspectJourney(engine, runId);
    for (const { messageId } of steps) if (messageId) await untilMessageEnded(environment, runId, messageId);
    const lines = await Promise.all(
      steps.map(async ({ messageId, ...step }) => {
        const found = messageId ? (await ask(engine, 'GET', `/messages/${messageId}`)).body : undefined;
        return lineOf(step, found);
      }),
    );
    endings.push({ status, context, lines });
  }
  return endings;
}

/** At the moments at which the other driver began. */
async function onVirtualClock(random: RandomJourney, base: number, began: readonly number[]): Promise<Ending[]> {
  const world = virtualWorld();
  const endings = [];
  for (const at of began) {
    const runId = newRunId(new Date(at));
    const request = { ...random, data: randomData(base) };
    const { run, steps } = await runJourneyVirtually(request, { ...world, runId, at });
    const lines = steps.map(({ messageId, createdAt, ...step }) =>
      lineOf({ ...step, at: createdAt }, world.rows.messages.get(messageId ?? '')),
    );
    endings.push({ status: run.status, context: run.context, lines });
  }
  return endings;
}

function lineOf(
  { node, action, status, context, at }: Omit<Line, 'message'>,
  message?: { status: string; reason?: string },
): Line {
  const { wakes_at: wakes, ...shown } = context;
  const wait = wakes === undefined ? undefined : Math.round((Date.parse(wakes) - at) / TOLERANCE_MS);
  const waits = wait === undefined ? {} : { wakes_at: `after ${wait}` };
  const sent = message && { message: `${message.status} ${message.reason ?? ''}` };
  return { node, action, status, context: { ...shown, ...waits }, ...sent, at };
}

const withoutTimes = ({ lines, ...ending }: Ending) => ({ ...ending, lines: lines.map(({ at: _, ...line }) => line) });

describe('two drivers', () => {
  it(`J-43 N-02 ${JOURNEYS} random journeys, carried out twice each, have the same timeline on Temporal and on the virtual clock`, {
    timeout: 400_000,
  }, async () => {
    const seen = new Set<string>();
    const base = await environment.currentTimeMs();
    for (const [index, random] of randomJourneys(JOURNEYS, SEED).entries()) {
      const told = JSON.stringify(random);
      const real = await onTemporal(random, `journey-${index}`, base);
      const virtual = await onVirtualClock(
        random,
        base,
        real.map(({ lines }) => lines[0]?.at ?? 0),
      );
      expect(engine.errors, told).toEqual([]);
      expect(virtual.map(withoutTimes), told).toEqual(real.map(withoutTimes));
      for (const [turn, { lines }] of real.entries()) {
        for (const [place, { action, status, at }] of lines.entries()) {
          seen.add(`${action} ${status}`);
          expect(Math.abs(at - (virtual[turn]?.lines[place]?.at ?? 0)), told).toBeLessThan(TOLERANCE_MS);
        }
      }
    }
    const always = ['branch PROCESSED', 'exit PROCESSED', 'trigger PROCESSED', 'throttle THROTTLED'];
    const conditional = Object.keys(nodes).filter((name) => !['branch', 'exit', 'trigger'].includes(name));
    const expected = conditional.flatMap((name) => [`${name} PROCESSED`, `${name} SKIPPED`]);
    const errors = ['delay ERROR', 'fetch ERROR', 'send ERROR', 'throttle ERROR'];
    expect([...seen].sort()).toEqual([...always, ...expected, ...errors].sort());
  });
});
