/** The request is as it should be, and yet no run would begin; its message says why. */
export class NotStarted extends Error {
  override readonly name = 'NotStarted';
}
