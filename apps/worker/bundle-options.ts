import type { BundleOptions } from '@temporalio/worker';

/**
 * How the workflows of a file are bundled: their modules, and Temporal's with them, are evaluated once for a worker instead of
 * once for each run, and a cached run holds none. For that they may keep nothing between runs.
 */
export function bundleOptions(workflowsPath: string): Pick<BundleOptions, 'workflowsPath' | 'preloadModules'> {
  return { workflowsPath, preloadModules: [workflowsPath] };
}
