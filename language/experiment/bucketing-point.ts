const BITS = 53;

/** What is hashed to find where a key stands in an experiment. N-57 */
export function bucketingText(experimentId: string, key: string): string {
  return `${experimentId}:${key}`;
}

/**
 * Where a key stands, from 0 up to and without 1: the first 53 bits of the hash, all that a number can hold exactly. N-57
 * @param sha256 Of the bucketing text, in hexadecimal digits.
 */
export function bucketingPoint(sha256: string): number {
  const bits = BigInt(`0x${sha256.slice(0, 14)}`) >> 3n;
  return Number(bits) / 2 ** BITS;
}
