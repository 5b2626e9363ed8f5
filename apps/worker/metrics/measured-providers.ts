import { Histogram, type Registry } from 'prom-client';

import type { Provider } from '../../../activities/deliver/providers/provider.ts';

const BUCKETS_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** The same providers, with every call measured: how it ended, and how long that took. R-22 */
export function measuredProviders(
  providers: Readonly<Record<string, Provider>>,
  registry: Registry,
): Record<string, Provider> {
  const calls = new Histogram({
    name: 'angarium_provider_call_duration_seconds',
    help: 'Calls of providers by their outcome: sent, refused, transient, unknown, or broken by a bug of ours',
    labelNames: ['provider', 'outcome'],
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  });
  const measured = (provider: Provider): Provider =>
    Object.create(provider, {
      deliver: {
        async value(...call: Parameters<Provider['deliver']>) {
          const end = calls.startTimer({ provider: provider.key });
          try {
            const answer = await provider.deliver(...call);
            end({ outcome: answer.kind });
            return answer;
          } catch (error) {
            end({ outcome: 'broken' });
            throw error;
          }
        },
      },
    });
  return Object.fromEntries(Object.entries(providers).map(([key, provider]) => [key, measured(provider)]));
}
