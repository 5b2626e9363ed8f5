import { MESSAGE_STATUSES } from '../message-status.ts';
import { InvalidExpression } from './invalid-expression.ts';
import { quoted } from './quoted.ts';
import type { Expression } from './tree.ts';

/** @throws InvalidExpression for a literal name, at `at`, that `MessageStatus` does not have: it would compare with nothing. X-02 */
export function checkStatusName(object: Expression, name: string, at: number): void {
  const isStatus = object.kind === 'root' && object.name === 'MessageStatus';
  if (isStatus && !Object.hasOwn(MESSAGE_STATUSES, name)) {
    throw new InvalidExpression(`no such message status as ${quoted(name)}`, at);
  }
}
