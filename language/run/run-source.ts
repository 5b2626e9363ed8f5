/** What a run says that it came from: the saved automation it is a run of, or a request that brought its own. A-07 */
export function runSource(automationId?: string): string {
  return `invoke/${automationId ?? 'adhoc'}`;
}
