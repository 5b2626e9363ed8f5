import { createHash } from 'node:crypto';

import { runIdOf } from '../../language/run/run-id.ts';

/**
 * The id of the message that a step of a run sends to its recipient: the same for every attempt and every retry,
 * in the form of a run id (W-15), with the seconds of its run. Of a step with many recipients each has one of its own.
 */
export function messageIdOf(runId: string, order: number, recipient?: string): string {
  const named = recipient === undefined ? '' : `:${recipient}`;
  const digest = createHash('sha256').update(`${runId}:${order}${named}`).digest('hex');
  const seconds = /^1-([0-9a-f]{8})-/.exec(runId)?.[1] ?? digest.slice(-8);
  return runIdOf(Number.parseInt(seconds, 16), digest);
}

/**
 * Stands for a recipient without a user id (J-34): the one whom a run is for, or, with an `order`, the one of a request to
 * several whom that step of its run is for.
 */
export function anonymousIdOf(runId: string, order?: number): string {
  const whose = order === undefined ? runId : `${runId}:${order}`;
  const digest = createHash('sha256').update(`${whose}:anonymous`).digest('hex');
  return `anon_${digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}
