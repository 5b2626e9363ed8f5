import { bundleWorkflowCode } from '@temporalio/worker';

import { bundleOptions } from '../../apps/worker/bundle-options.ts';

/** What Temporal's workers run. */
export interface WorkflowBundle {
  code: string;
  /** With the source map, as it is loaded. */
  bytes: number;
  /** Every module in it: a path from the root of the clone, or webpack's own name. */
  modules: string[];
}

const MAP = 'sourceMappingURL=data:application/json;charset=utf-8;base64,';

/** Bundles the workflows of a file as the build does; throws what webpack says of an import it cannot follow. */
export async function bundleWorkflows(workflowsPath: string): Promise<WorkflowBundle> {
  const complaints: string[] = [];
  const error = (complaint: string) => complaints.push(complaint);
  const logger = { trace() {}, debug() {}, info() {}, log() {}, warn() {}, error };
  const { code } = await bundleWorkflowCode({ ...bundleOptions(workflowsPath), logger }).catch((cause) => {
    throw new Error(complaints.join('\n'), { cause });
  });
  const [map = ''] = code.slice(code.lastIndexOf(MAP) + MAP.length).split('\n');
  const { sources } = JSON.parse(Buffer.from(map, 'base64').toString()) as { sources: string[] };
  const modules = sources.map((source) => source.replace(`${process.cwd()}/`, ''));
  return { code, bytes: Buffer.byteLength(code), modules };
}
