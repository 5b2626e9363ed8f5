/** A content that could not be rendered: what is wrong, and where. It names fields and variables, never their values. */
export class RenderFailure extends Error {
  override readonly name = 'RenderFailure';

  /** @param path Of the field, such as `content.elements.0.content`. */
  constructor(
    readonly problem: string,
    readonly path?: string,
  ) {
    super(path ? `${path}: ${problem}` : problem);
  }
}
