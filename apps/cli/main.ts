#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';

import { packageRoot } from '../../platform/package-root.ts';

// Not in Node 20. What is imported after it is compiled once, and not at every start.
module.enableCompileCache?.();
const { carryOut } = await import('./carry-out.ts');

const WRITE_FAILED = 2;

for (const stream of [process.stdout, process.stderr])
  stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // Whoever reads may have read enough.
    if (code === 'EPIPE') return;
    if (stream === process.stdout) process.stderr.write(`angarium: the output cannot be written: ${message}\n`);
    process.exitCode = WRITE_FAILED;
  });

const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };
const status = await carryOut(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  now: Date.now,
  version,
});
process.exitCode ??= status;
