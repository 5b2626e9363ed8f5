import { resolve } from 'node:path';

import type { Skeleton } from '../../language/plan.ts';
import { bundleWorkflows } from '../support/workflow-bundle.ts';
import { type Answers, Sandbox, type SandboxRun } from './sandbox.ts';

const skeleton: Skeleton = {
  v: 1,
  steps: [{ action: 'send' }, { action: 'delay', label: '30 days' }, { action: 'send' }],
};

/** What the activities of send – delay – send come to. */
export const answers: Answers = {
  deliver: { kind: 'processed', messageId: '1-65f240a0-47a6a120c8374de9bcf9f22c' },
  perform: { kind: 'waits', until: 1_700_000_000_000 + 30 * 86_400_000 },
};

/** The interpreter and the hand-written workflows, each side in a sandbox of its own, over one plan: send – delay – send. */
export async function sandboxedRuns() {
  const bundle = await bundleWorkflows(resolve('workflows/index.ts'));
  const bare = await bundleWorkflows(resolve('test/bench/workflows/index.ts'));
  const ours = await Sandbox.open(bundle.code, 'ours');
  const anchor = await Sandbox.open(bare.code, 'anchor');
  return {
    bundle,
    beginOurs: (): Promise<SandboxRun> => ours.begin('automation', [skeleton]),
    beginAnchor: (): Promise<SandboxRun> => anchor.begin('handWritten', []),
    beginCancelable: (): Promise<SandboxRun> => anchor.begin('cancelable', []),
    close: () => Promise.all([ours.close(), anchor.close()]),
  };
}
