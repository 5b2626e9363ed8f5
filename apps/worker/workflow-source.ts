import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { WorkerOptions } from '@temporalio/worker';

import { bundleOptions } from './bundle-options.ts';

/** The prebuilt bundle beside the built worker, else the workflows' sources, bundled at start. */
export function workflowSource(): Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath' | 'bundlerOptions'> {
  const codePath = fileURLToPath(new URL('../../workflow-bundle.js', import.meta.url));
  if (existsSync(codePath)) return { workflowBundle: { codePath } };
  const path = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));
  const { workflowsPath, ...bundlerOptions } = bundleOptions(path);
  return { workflowsPath, bundlerOptions };
}
