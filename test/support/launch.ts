import type { Launch } from '../../platform/child-process.ts';
import { startChild } from '../../platform/child-process.ts';

/** Starts a server of the tests, which does not outlive them however they end. */
export const launch: Launch = async (options) => {
  const child = await startChild(options);
  const kill = () => process.kill(-child.pid, 'SIGKILL');
  process.once('exit', kill);
  void child.exited.then(() => process.off('exit', kill));
  return child;
};
