import { chmod, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** What Temporal's SDK can download for us. */
export type SdkServer = 'dev-server' | 'time-skipping';

/**
 * Lets Temporal's SDK download a server of the given release into a folder, under the given file name. The SDK
 * only downloads what it then starts, so the server runs for a moment.
 * Throws when the SDK's testing package is not installed or the download fails.
 */
export async function downloadWithSdk(server: SdkServer, release: string, folder: string, file: string): Promise<void> {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const { Runtime } = await import('@temporalio/worker');
  // Our own processes decide what a signal does; the runtime's handlers would race with them.
  Runtime.install({ shutdownSignals: [] });
  const options = {
    server: { executable: { type: 'cached-download', downloadDir: folder, version: release } },
  } as const;
  try {
    const start = server === 'dev-server' ? 'createLocal' : 'createTimeSkipping';
    const environment = await TestWorkflowEnvironment[start](options);
    await environment.teardown();
  } finally {
    await Runtime.instance().shutdown();
  }
  const [downloaded] = await readdir(folder);
  if (!downloaded) throw new Error('the SDK left no file');
  await rename(join(folder, downloaded), join(folder, file));
  await chmod(join(folder, file), 0o755);
}
