import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { StepStory } from '../support/ledger-checker.ts';
import { newFolder } from '../support/programs.ts';
import type { KillPoint } from './kill-once.ts';
import { playScenario, type Scenario } from './scenario.ts';

const folder = newFolder();
const bundle = join(folder, 'workflow-bundle.js');

beforeAll(async () => {
  const workflowsPath = new URL('../../workflows/index.ts', import.meta.url).pathname;
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  writeFileSync(bundle, code);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What the first delivery of each run tells afterwards; `mails` by a provider that does not deduplicate. */
const stories: Record<KillPoint, { attempts: string[]; mails: number }> = {
  'before the claim': { attempts: ['sent'], mails: 1 },
  'after the claim': { attempts: ['unknown', 'sent'], mails: 1 },
  'after the provider accepted': { attempts: ['unknown', 'sent'], mails: 2 },
  'after settling': { attempts: ['sent'], mails: 1 },
};

const scenarios = Object.keys(stories).flatMap((point) =>
  [true, false].map((deduplicates) => ({ point: point as KillPoint, deduplicates })),
);

const isFirst = ({ order }: StepStory) => order === 0;
const isLaterSend = ({ order, action }: StepStory) => order > 0 && action === 'send';
const delivered = { run: 'PROCESSED', step: 'PROCESSED', message: 'SENT', delivery: 'sent' };

describe.concurrent('kill -9 of the worker', { timeout: 170_000 }, () => {
  it.each(scenarios)('F-13 N-55 $point, the provider deduplicates: $deduplicates', async (scenario: Scenario) => {
    const { kills, violations, stories: told } = await playScenario(scenario, bundle, folder);
    expect({ kills, violations }).toEqual({ kills: 1, violations: [] });
    const { attempts, mails } = stories[scenario.point];
    const first = { ...delivered, attempts, mails: scenario.deduplicates ? 1 : mails };
    expect(told.filter(isFirst)).toMatchObject(Array(3).fill(first));
    expect(told.filter(isLaterSend)).toMatchObject(Array(2).fill({ ...delivered, attempts: ['sent'], mails: 1 }));
  });

  it('F-13 N-55 after the provider accepted, at most once: it is not sent again and stays unknown', async () => {
    const scenario = { point: 'after the provider accepted', deduplicates: false, guarantee: 'at-most-once' } as const;
    const { kills, violations, stories: told } = await playScenario(scenario, bundle, folder);
    expect({ kills, violations }).toEqual({ kills: 1, violations: [] });
    const first = { run: 'PROCESSED', step: 'PROCESSED', message: 'ROUTED', delivery: 'unknown' };
    const lost = 'the worker was lost during the call';
    expect(told.filter(isFirst)).toMatchObject(
      Array(3).fill({ ...first, attempts: ['unknown'], answers: [lost], mails: 1 }),
    );
    expect(told.filter(isLaterSend)).toMatchObject(Array(2).fill({ ...delivered, attempts: ['sent'], mails: 1 }));
  });
});
