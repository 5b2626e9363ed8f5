import { randomBytes } from 'node:crypto';

import { runIdOf } from '../language/run/run-id.ts';

/** A run's or request's id: the epoch seconds of `now` and 96 random bits, in hex. W-15 */
export function newRunId(now: Date): string {
  return runIdOf(now.getTime() / 1000, randomBytes(12).toString('hex'));
}

/** An id of another kind: its prefix (`nt_`) and 128 random bits in hex. W-15 */
export function newId(prefix: string): string {
  return `${prefix}${randomBytes(16).toString('hex')}`;
}

/** Crockford's: digits and capitals without I, L, O and U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The id of a node that its author left without one: 140 random bits. W-15 */
export function newNodeId(): string {
  return Array.from(randomBytes(28), (byte) => LETTERS[byte % 32]).join('');
}
