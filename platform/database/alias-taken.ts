/** Another object of the environment already has the alias. */
export class AliasTaken extends Error {
  override readonly name = 'AliasTaken';

  constructor(readonly alias: string) {
    super(`the alias "${alias}" is already taken`);
  }
}
