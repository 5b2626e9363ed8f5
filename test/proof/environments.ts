/** One environment of the product under proof, with a mail server of its own. */
export interface Environment {
  name: string;
  apiKey: string;
  /** Its mail server keeps one mail of each delivery key, as a provider with idempotency keys does. */
  deduplicates: boolean;
  guarantee: 'at-least-once' | 'at-most-once';
  /** Of its provider: a list is more than it lets through at once. */
  rateLimit?: { max: number; per: 'second' };
}

/** What can be promised differs with the provider: each kind is proved, at the same time. */
export const environments: Environment[] = [
  { name: 'deduplicating', apiKey: 'pk_test_proof', deduplicates: true, guarantee: 'at-least-once' },
  { name: 'plain', apiKey: 'pk_prod_proof', deduplicates: false, guarantee: 'at-least-once' },
  { name: 'careful', apiKey: 'pk_test_proof_careful', deduplicates: false, guarantee: 'at-most-once' },
  {
    name: 'limited',
    apiKey: 'pk_test_proof_limited',
    deduplicates: true,
    guarantee: 'at-least-once',
    rateLimit: { max: 10, per: 'second' },
  },
];
