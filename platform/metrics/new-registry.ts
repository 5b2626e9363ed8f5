import { collectDefaultMetrics, Registry } from 'prom-client';

/** What a process tells of itself to Prometheus, beginning with its memory, its CPU and its event loop. */
export function newRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
