import type { NodeName } from '../../language/nodes/index.ts';
import { InvalidInput } from '../../language/problem.ts';
import { failed } from '../step/failed.ts';
import type { ReadyNode } from '../step/ready.ts';
import type { Effect, Encounter } from '../step/step-transaction.ts';
import { batch } from './batch.ts';
import { delay } from './delay.ts';
import { exit } from './exit.ts';
import type { NodeTools } from './node-tools.ts';
import { throttle } from './throttle.ts';
import { trigger } from './trigger.ts';

type LocalNode<Name extends NodeName> = (ready: ReadyNode<Name>, tools: NodeTools) => Promise<Effect | Encounter>;
type LocalNodes = { [Name in Exclude<NodeName, 'branch' | 'fetch' | 'send'>]: LocalNode<Name> };

/** Nodes whose effect is only in our database; those that reach out of it have activities of their own, a branch has none. */
export const localNodes = { batch, delay, exit, throttle, trigger } satisfies LocalNodes;

/**
 * Carries out one of them; input that only the effect could find wrong is the node's own fault.
 * Throws for a node that the workflow should have sent elsewhere.
 */
export async function performNode(ready: ReadyNode, tools: NodeTools): Promise<Effect | Encounter> {
  if (ready.action === 'send' || ready.action === 'fetch') throw new Error(`${ready.action} has no local effect`);
  // Each takes nodes of its own kind, which the compiler does not follow through the registry.
  const effect: LocalNode<never> = localNodes[ready.action];
  try {
    return await effect(ready as never, tools);
  } catch (error) {
    if (error instanceof InvalidInput) return failed(error.message);
    throw error;
  }
}
