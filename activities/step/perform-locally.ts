import { InvalidInput } from '../../language/problem.ts';
import { localNodes } from '../nodes/local-nodes.ts';
import { failed } from './failed.ts';
import { localEffects } from './local-effects.ts';
import type { LocalTools } from './local-tools.ts';
import type { Ready } from './ready.ts';
import type { Effect, Encounter } from './step-transaction.ts';

/** Each takes steps of its own kind, which the compiler does not follow through the registries. */
type LocalEffect = (ready: never, tools: LocalTools) => Promise<Effect | Encounter>;

/**
 * Carries out a step or node whose effect is only in our database; input that only the effect could find wrong is its own
 * fault. Throws for one that the workflow should have sent elsewhere.
 */
export async function performLocally(ready: Ready, tools: LocalTools): Promise<Effect | Encounter> {
  const effects: Partial<Record<string, LocalEffect>> = ready.type === 'node' ? localNodes : localEffects;
  const effect = effects[ready.action];
  if (!effect) throw new Error(`${ready.action} has no local effect`);
  try {
    return await effect(ready as never, tools);
  } catch (error) {
    if (error instanceof InvalidInput) return failed(error.message);
    throw error;
  }
}
