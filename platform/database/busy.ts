/**
 * What was to be written is being written by others for too long; the code is what PostgreSQL says when a lock is not to be
 * had in time.
 */
export class Busy extends Error {
  override readonly name = 'Busy';
  readonly code = '55P03';
}
