import { findTemporalCli } from '../../platform/temporal/acquisition/temporal-cli.ts';
import { startTemporal } from '../../platform/temporal/dev-server.ts';
import { searchAttributes } from '../../workflows/contracts/search-attributes.ts';
import { launch } from './launch.ts';

export interface TemporalServer {
  address: string;
  metricsUrl: string;
  pid: number;
  stop(): Promise<unknown>;
}

/** One Temporal in memory for all tests of a run. */
export async function startTemporalServer(
  path: string | undefined,
  say: (line: string) => void,
): Promise<TemporalServer> {
  const cli = await findTemporalCli({ path, env: process.env, say });
  const names = Object.values(searchAttributes).map(({ name }) => name);
  const options = { cli, port: 0, metricsPort: 0, namespace: 'default', searchAttributes: names, launch };
  const { address, metricsUrl = '', child } = await startTemporal(options);
  // Everything is in memory: there is nothing to save by asking kindly.
  return { address, metricsUrl, pid: child.pid, stop: () => child.stop('SIGKILL', 0) };
}
