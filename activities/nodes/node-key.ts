import { createHash } from 'node:crypto';

import type { Json } from '../../language/json/json.ts';
import type { ReadyNode } from '../step/ready.ts';

/**
 * What runs meet under at a node of their journey; `apart` is what they are kept apart by. It tells nobody whose it is, and
 * versions of the journey share it. N-41, N-61
 */
export function nodeKey({ snapshot, step }: Pick<ReadyNode, 'snapshot' | 'step'>, apart: readonly Json[]): string {
  const place = [snapshot.definitionId ?? '', step.id, ...apart];
  return createHash('sha256').update(JSON.stringify(place)).digest('hex');
}
