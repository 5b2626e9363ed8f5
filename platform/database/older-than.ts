import type { Position } from './page.ts';

/** The condition that a row made at `createdAt` follows a position of a list that is newest first. */
export function olderThan(position: Position | undefined) {
  if (!position) return {};
  const at = new Date(position.at);
  return { createdAt: { lte: at }, OR: [{ createdAt: { lt: at } }, { id: { lt: position.id } }] };
}
