#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';

import { packageRoot } from '../../platform/package-root.ts';

// Not in Node 20. What is imported after it is compiled once, and not at every start.
module.enableCompileCache?.();
const { carryOut } = await import('./carry-out.ts');

// Whoever reads may have read enough.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };
process.exitCode = await carryOut(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  now: Date.now,
  version,
});
