import fc from 'fast-check';

import type { RandomPlan } from './random-plans.ts';
import { RANDOM_DATA } from './world.ts';

const MINUTE = 60_000;

/** An automation that asks what became of its first message, called `first`, and what is heard of that one later. */
export interface RandomDelivery {
  plan: RandomPlan;
  delivery: { status: string; after?: string };
  /** In milliseconds from the start of the run, where the message may have been held back. */
  heardAfterMs: number;
}

const message = { to: { email: 'ada@example.com' }, content: { title: 'T', body: 'B' } };

const conditions = [
  'refs.first.status === "OPENED"',
  'refs.first.status === "UNDELIVERABLE"',
  'refs.first.status < MessageStatus.Opened',
  'refs.first.status >= MessageStatus.Delivered',
].map((condition) => ({ action: 'send', message, if: condition }));

/** In minutes: nothing is heard when a wait is over. */
const heard = fc.constantFrom(undefined, 13, 70, 400, 4_000);

const status = fc.constantFrom('DELIVERED', 'OPENED', 'CLICKED', 'UNDELIVERABLE');

/** Such automations, seeded: the same seed gives the same. */
export function randomDeliveries(count: number, seed: number): RandomDelivery[] {
  const waits = fc.constantFrom('30 minutes', '5 hours', '2 days');
  const parts = fc.record({ status, heard, waits: fc.tuple(waits, waits), isHeld: fc.boolean() });
  const deliveries = parts.map(({ status, heard, waits, isHeld }) => {
    const heldMs = isHeld && heard ? 11 * MINUTE : 0;
    const first = {
      action: 'send',
      ref: 'first',
      message: { ...message, ...(heldMs && { delay: { duration: heldMs } }) },
    };
    const asked = waits.flatMap((duration) => [{ action: 'delay', duration }, ...conditions]);
    const plan = { data: RANDOM_DATA, automation: { cancelation_token: 'random', steps: [first, ...asked] } };
    // What is refused at once is no message that was sent.
    const after = heard ?? (status === 'UNDELIVERABLE' ? 13 : undefined);
    const delivery = { status, ...(after && { after: `${after} minutes` }) };
    return { plan, delivery, heardAfterMs: heldMs + (after ?? 0) * MINUTE };
  });
  return fc.sample(deliveries, { numRuns: count, seed });
}
