// Makes dist/: Prisma's client where the schema changed, the compiled sources, and the workflows' bundle.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const CLIENT = 'platform/database/generated';
const STAMP = `${CLIENT}/.schema-sha256`;

generateClient();
step('compiling', ['node_modules/tsc7/bin/tsc', '-p', 'tsconfig.build.json']);
await bundleWorkflows();

function generateClient() {
  const hash = createHash('sha256').update(readFileSync('prisma/schema.prisma')).digest('hex');
  const known = existsSync(`${CLIENT}/client.ts`) && existsSync(STAMP) && readFileSync(STAMP, 'utf8');
  if (known === hash) return;
  step("generating Prisma's client", ['node_modules/prisma/build/index.js', 'generate']);
  writeFileSync(STAMP, hash);
}

async function bundleWorkflows() {
  const workflowsPath = `${root}dist/workflows/index.js`;
  if (!existsSync(workflowsPath)) return;
  console.log('bundling the workflows');
  const { bundleWorkflowCode } = await import('@temporalio/worker');
  const warnings = { trace() {}, debug() {}, info() {}, log() {}, warn: console.warn, error: console.error };
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: warnings });
  writeFileSync('dist/workflow-bundle.js', code);
}

function step(what, args) {
  console.log(what);
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status === 0) return;
  process.stderr.write(`${stdout}${stderr}${what} failed\n`);
  process.exit(1);
}
