/** A server that ended before it ever answered. */
export class EndedEarly extends Error {
  override readonly name = 'EndedEarly';
}
