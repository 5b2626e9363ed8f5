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

/** One Temporal for all tests of a run: in memory, or in a file whose end its owner sees to. */
export async function startTemporalServer(
  path: string | undefined,
  say: (line: string) => void,
  databaseFile?: string,
): Promise<TemporalServer> {
  const cli = await findTemporalCli({ path, env: process.env, say });
  const names = Object.values(searchAttributes).map(({ name }) => name);
  const options = {
    cli,
    port: 0,
    metricsPort: 0,
    namespace: 'default',
    searchAttributes: names,
    launch,
    ...(databaseFile && { databaseFile }),
  };
  const { address, metricsUrl = '', child } = await startTemporal(options);
  // There is nothing to save by asking kindly.
  return { address, metricsUrl, pid: child.pid, stop: () => child.stop('SIGKILL', 0) };
}
