/** Text that is not an expression. `position` counts characters from 1; the message quotes what stands there. X-01 */
export class InvalidExpression extends Error {
  override readonly name = 'InvalidExpression';

  /** @param at Where it went wrong, counted from 0. */
  constructor(
    problem: string,
    at: number,
    readonly position = at + 1,
  ) {
    super(`${problem} at position ${position}`);
  }
}
