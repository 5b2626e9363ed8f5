import type { BundleOptions } from '@temporalio/worker';

/**
 * How the workflows of a file are bundled: their modules, and Temporal's with them, are evaluated once for a worker instead of
 * once for each run, and a cached run holds none. For that they may keep nothing between runs. The source map tells lines and
 * names, without the sources themselves: they are two thirds of what a worker reads when it starts.
 */
export function bundleOptions(workflowsPath: string): BundleOptions {
  return {
    workflowsPath,
    preloadModules: [workflowsPath],
    webpackConfigHook: (config) => ({ ...config, devtool: 'inline-nosources-source-map' }),
  };
}
