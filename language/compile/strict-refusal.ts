import type { Journey } from '../journey.ts';
import { walkNodes } from './walk-nodes.ts';

/** Why a new journey is refused: bad input, or input that is well formed and may not be. */
export interface StrictRefusal {
  kind: 'invalid' | 'unprocessable';
  message: string;
}

/**
 * What a workspace with `journeys.strict` refuses when a journey is created, of its nodes as they came: ids of the client's,
 * and sends. J-02 to J-04
 */
export function strictRefusal({ nodes }: Pick<Journey, 'nodes'>): StrictRefusal | undefined {
  const placed = walkNodes(nodes);
  if (placed.some(({ node }) => node.id !== undefined && node.id !== null))
    return { kind: 'invalid', message: 'client-supplied node ids are not allowed; ids are server-generated' };
  if (!placed.some(({ node }) => node.type === 'send')) return undefined;
  return {
    kind: 'unprocessable',
    message:
      'send nodes are not allowed at journey creation; create the journey, then create notification templates scoped to it, then PUT to wire the send nodes',
  };
}
