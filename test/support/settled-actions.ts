import { eventually } from './eventually.ts';

/** The server's own metric is written every second or so. */
const METRIC_LAG_MS = 3_000;

/**
 * Actions that a Temporal server has counted in a namespace, once its metric stands still. Not those of heartbeats: how many
 * a page of a list has depends on how busy the machine is.
 */
export async function settledActions(metricsUrl: string, namespace: string): Promise<number> {
  let last = { count: -1, since: Date.now() };
  return eventually(async () => {
    const count = await actionsNow(metricsUrl, namespace);
    if (count !== last.count) last = { count, since: Date.now() };
    if (Date.now() - last.since < METRIC_LAG_MS) throw new Error('the metric still moves');
    return count;
  });
}

async function actionsNow(metricsUrl: string, namespace: string): Promise<number> {
  const metrics = await (await fetch(metricsUrl)).text();
  const lines = metrics
    .split('\n')
    .filter((line) => line.startsWith('action{') && line.includes(`namespace="${namespace}"`))
    .filter((line) => !line.includes('Heartbeat'));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
