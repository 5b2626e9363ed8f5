import { inject } from 'vitest';

/** The workflows for a worker of a test, as the global setup bundled them. */
export function bundledWorkflows() {
  return { workflowBundle: { codePath: inject('workflowBundle') } };
}
