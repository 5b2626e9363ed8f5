// Makes Prisma's client where it is missing or the schema changed. What reads or compiles the sources needs it.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { step } from './step.mjs';

const CLIENT = 'platform/database/generated';
const STAMP = `${CLIENT}/.schema-sha256`;

/** From the repository's root. */
export function generateClient() {
  const hash = createHash('sha256').update(readFileSync('prisma/schema.prisma')).digest('hex');
  const known = existsSync(`${CLIENT}/client.ts`) && existsSync(STAMP) && readFileSync(STAMP, 'utf8');
  if (known === hash) return;
  step("generating Prisma's client", ['node_modules/prisma/build/index.js', 'generate']);
  writeFileSync(STAMP, hash);
}
