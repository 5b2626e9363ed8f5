import { createHash } from 'node:crypto';

import type { Position } from '../../../platform/database/page.ts';
import { ApiError } from './api-error.ts';

const LAST_INSTANT = 8.64e15;

/** An opaque cursor: where the page ended, and a mark of the filters it was listed with. J-48 */
export function writeCursor({ at, id }: Position, filters: object): string {
  return Buffer.from(JSON.stringify([at, id, markOf(filters)])).toString('base64url');
}

/** Undefined without a cursor. @throws ApiError for one that is garbage or of other filters */
export function readCursor(cursor: string | undefined, filters: object): Position | undefined {
  if (cursor === undefined) return undefined;
  const [at, id, mark] = parse(cursor);
  const isPosition = Number.isInteger(at) && Number(at) >= 0 && Number(at) <= LAST_INSTANT && typeof id === 'string';
  if (!isPosition || id.includes('\0') || mark !== markOf(filters)) throw invalidCursor();
  return { at: Number(at), id };
}

function parse(cursor: string): unknown[] {
  try {
    const value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    throw invalidCursor();
  }
}

function invalidCursor(): ApiError {
  return new ApiError('invalid_request', 'cursor: not a cursor of this list and these filters');
}

/** The filters arrive from a schema, so their keys always stand in the same order. */
function markOf(filters: object): string {
  return createHash('sha256').update(JSON.stringify(filters)).digest('base64url').slice(0, 12);
}
