import fc from 'fast-check';

const MINUTE = 60_000;

/** A journey that gathers, who comes to it, and when. */
export interface RandomBatch {
  nodes: object[];
  /** What the run brings along that opens the batch. */
  data: { name: string; total: number; first: true };
  mostItems: number;
  mostMs: number;
  /** So many milliseconds after the batch was opened. */
  members: { afterMs: number; data: { name: string; total: number } }[];
}

/** In minutes: so that nobody comes when a batch ends, which is a period of the below after it began or somebody came. */
const ARRIVALS = [7, 31, 59, 97, 149, 223];

const periods = fc.constantFrom(
  { wait: 'PT1H', most: 'PT100M', mostMs: 100 * MINUTE },
  { wait: 'PT2H', most: 'PT200M', mostMs: 200 * MINUTE },
);

const retain = fc.constantFrom<object>(
  { type: 'first', count: 3 },
  { type: 'last', count: 2 },
  { type: 'last', count: 0 },
  { type: 'highest', count: 2, sort_key: 'data.total' },
  { type: 'lowest', count: 2, sort_key: 'total' },
);

const total = fc.integer({ min: 0, max: 99 });

const members = fc
  .tuple(fc.subarray(ARRIVALS, { maxLength: 4 }), fc.array(total, { minLength: 4, maxLength: 4 }))
  .map(([minutes, totals]) =>
    minutes.map((after, index) => ({
      afterMs: after * MINUTE,
      data: { name: `No ${after}`, total: totals[index] ?? 0 },
    })),
  );

/** Only whoever opens the batch waits before it: others come to it at once. */
const BEFORE = { type: 'delay', mode: 'duration', duration: 'P1D', conditions: ['data.first', 'exists'] };
const AFTER = { type: 'send', message: { template: 'DIGEST', to: { email_override: 'ada@example.com' } } };

/** Journeys that send what they gathered, seeded: the same seed gives the same. */
export function randomBatches(count: number, seed: number): RandomBatch[] {
  const batch = fc
    .record({ total, periods, retain, members, mostItems: fc.constantFrom(1, 2, 3, 100), category: fc.boolean() })
    .map(({ total, periods: { wait, most, mostMs }, retain, members, mostItems, category }) => {
      const fields = { scope: 'user', wait_period: wait, max_wait_period: most, max_items: mostItems, retain };
      const node = { type: 'batch', id: 'digest', ...fields, ...(category && { category_key: 'data.missing' }) };
      const data = { name: 'the first', total, first: true } as const;
      return { nodes: [BEFORE, node, AFTER], data, mostItems, mostMs, members };
    });
  return fc.sample(batch, { numRuns: count, seed });
}
