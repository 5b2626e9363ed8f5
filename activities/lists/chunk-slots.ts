import type { CallSlot } from '../deliver/call-slot.ts';
import type { PacedCalls } from '../deliver/paced-calls.ts';
import type { ProviderConfig } from '../ports/provider-config.ts';
import type { HeldDelivery } from './held-delivery.ts';

/** The slots of those deliveries whose provider may only be called so often: one statement for each such provider. */
export async function chunkSlots(
  deliveries: readonly HeldDelivery[],
  pacedCalls: PacedCalls,
): Promise<Map<HeldDelivery, CallSlot>> {
  const slots = new Map<HeldDelivery, CallSlot>();
  for (const provider of pacedProviders(deliveries)) {
    const calls = deliveries.filter(({ providers: [first] }) => first?.id === provider.id);
    const isBack = calls.every(({ attempt, answers }) => attempt > 1 && answers.length === 0);
    const found = await pacedCalls.slots(provider, { wanted: calls.length, isBack });
    for (const [place, slot] of found.entries()) slots.set(calls[place] as HeldDelivery, slot);
  }
  return slots;
}

function pacedProviders(deliveries: readonly HeldDelivery[]): ProviderConfig[] {
  const asked = deliveries.flatMap(({ providers: [first] }) => (first?.rateLimit ? [first] : []));
  return [...new Map(asked.map((provider) => [provider.id, provider])).values()];
}
