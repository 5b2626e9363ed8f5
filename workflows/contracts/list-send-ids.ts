/** The workflow that tries again what a send to a list left waiting; `messageId` is the id of the step's send. */
export function againIdOf(messageId: string): string {
  return `${messageId}-again`;
}
