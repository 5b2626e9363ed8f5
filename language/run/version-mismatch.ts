/** What the vendor calls the two kinds by when one is asked for as the other. */
const VERSIONS = { journey: '2025-09-03', automation: '2022-12-01' } as const;

/** What is said where an automation is invoked as a journey, or the other way round. J-26 */
export function versionMismatch(wanted: keyof typeof VERSIONS): string {
  const found = wanted === 'journey' ? 'automation' : 'journey';
  return `Invalid automation version. Expected ${VERSIONS[wanted]}, got ${VERSIONS[found]}`;
}
