import type { NodeName } from '../../language/nodes/index.ts';
import { delay } from '../step/delay.ts';
import type { LocalTools } from '../step/local-tools.ts';
import type { ReadyNode, ResumedNode } from '../step/ready.ts';
import type { Effect, Encounter } from '../step/step-transaction.ts';
import { batch } from './batch.ts';
import { exit } from './exit.ts';
import { throttle } from './throttle.ts';
import { trigger } from './trigger.ts';

type LocalNode<Name extends NodeName> = (
  ready: ReadyNode<Name> | Extract<ResumedNode, { action: Name }>,
  tools: LocalTools,
) => Promise<Effect | Encounter>;
type LocalNodes = { [Name in Exclude<NodeName, 'branch' | 'fetch' | 'send'>]: LocalNode<Name> };

/** Nodes whose effect is only in our database; those that reach out of it have activities of their own, a branch has none. */
export const localNodes = { batch, delay, exit, throttle, trigger } satisfies LocalNodes;
