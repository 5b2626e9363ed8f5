/** The command cannot be carried out as it was given; its message says why. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}
