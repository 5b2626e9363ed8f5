/** A connection that the guard does not allow. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
