// Makes dist/: Prisma's client where the schema changed, the compiled sources, and the workflows' bundle.
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { generateClient } from './generate-client.mjs';
import { step } from './step.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

generateClient();
rmSync('dist', { recursive: true, force: true });
step('compiling', ['node_modules/tsc7/bin/tsc', '-p', 'tsconfig.build.json']);
await bundleWorkflows();

async function bundleWorkflows() {
  console.log('bundling the workflows');
  const { bundleWorkflowCode } = await import('@temporalio/worker');
  const { bundleOptions } = await import('../dist/apps/worker/bundle-options.js');
  const warnings = { trace() {}, debug() {}, info() {}, log() {}, warn: console.warn, error: console.error };
  const { code } = await bundleWorkflowCode({ ...bundleOptions(`${root}dist/workflows/index.js`), logger: warnings });
  writeFileSync('dist/workflow-bundle.js', code);
}
