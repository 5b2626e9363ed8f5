/** Another object of the environment already has the alias. */
export class AliasTaken extends Error {
  override readonly name = 'AliasTaken';

  /** @param field Which field of the request asks for it. */
  constructor(
    readonly alias: string,
    readonly field: string,
  ) {
    super(`the alias "${alias}" is already taken`);
  }
}
