import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it, vi } from 'vitest';

import type { StepStory } from '../support/ledger-checker.ts';
import { newFolder } from '../support/programs.ts';
import type { DeliveryPoint } from './kill-once.ts';
import { playScenario, type Scenario } from './scenario.ts';

// Each is a worker process of its own, started twice.
vi.setConfig({ maxConcurrency: 4 });

const folder = newFolder();

afterAll(() => rmSync(folder, { recursive: true }));

/** What the first delivery of each run tells afterwards; `mails` by a provider that does not deduplicate. */
const stories: Record<DeliveryPoint, { attempts: string[]; mails: number }> = {
  'before the claim': { attempts: ['sent'], mails: 1 },
  'after the claim': { attempts: ['unknown', 'sent'], mails: 1 },
  'after the provider accepted': { attempts: ['unknown', 'sent'], mails: 2 },
  'after settling': { attempts: ['sent'], mails: 1 },
};

/** With how its provider is told in a test's name. */
const scenarios = Object.keys(stories).flatMap((point): [DeliveryPoint, string, boolean][] => [
  [point as DeliveryPoint, 'the provider deduplicates', true],
  [point as DeliveryPoint, 'the provider takes everything', false],
]);

const isFirst = ({ order }: StepStory) => order === 0;
const isLaterSend = ({ order, action }: StepStory) => order > 0 && action === 'send';
const delivered = { run: 'PROCESSED', step: 'PROCESSED', message: 'SENT', delivery: 'sent' };

/** The stories of a scenario in which the worker was killed once and every workflow learned that its steps are done. */
async function play(scenario: Scenario): Promise<StepStory[]> {
  const { kills, violations, results, stories: told } = await playScenario(scenario, folder);
  expect({ kills, violations }).toEqual({ kills: 1, violations: [] });
  expect(results.flat().filter((line) => !line.includes(' · PROCESSED'))).toEqual([]);
  expect(results.flat()).toHaveLength(told.length);
  return told;
}

describe.concurrent('kill -9 of the worker', { timeout: 170_000 }, () => {
  it.each(scenarios)('row 1 F-13 N-55 %s, %s', async (point, _, deduplicates) => {
    const told = await play({ point, deduplicates });
    const { attempts, mails } = stories[point];
    const first = { ...delivered, attempts, mails: deduplicates ? 1 : mails };
    expect(told.filter(isFirst)).toMatchObject(Array(3).fill(first));
    expect(told.filter(isLaterSend)).toMatchObject(Array(2).fill({ ...delivered, attempts: ['sent'], mails: 1 }));
  });

  it('row 1 F-13 N-55 while a message that was deferred is tried again: it arrives, once', async () => {
    const told = await play({ point: 'in a later pass', deduplicates: false, defers: true });
    const first = { ...delivered, attempts: ['deferred', 'unknown', 'sent'], mails: 1 };
    expect(told.filter(isFirst)).toMatchObject(Array(3).fill(first));
    expect(told.filter(isLaterSend)).toMatchObject(Array(2).fill({ ...delivered, attempts: ['sent'], mails: 1 }));
  });

  it('row 1 F-13 N-55 after the provider accepted, at most once: it is not sent again and stays unknown', async () => {
    const point = 'after the provider accepted';
    const told = await play({ point, deduplicates: false, guarantee: 'at-most-once' });
    const first = { run: 'PROCESSED', step: 'PROCESSED', message: 'ROUTED', delivery: 'unknown' };
    const lost = 'the worker was lost during the call';
    expect(told.filter(isFirst)).toMatchObject(
      Array(3).fill({ ...first, attempts: ['unknown'], answers: [lost], mails: 1 }),
    );
    expect(told.filter(isLaterSend)).toMatchObject(Array(2).fill({ ...delivered, attempts: ['sent'], mails: 1 }));
  });
});
