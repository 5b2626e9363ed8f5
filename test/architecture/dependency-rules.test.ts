import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { SOURCE_ROOMS } from '../support/source-files.ts';

/** Files of which each imports what it may not, and the rule that says so. */
const forbidden = [
  ['language/clock.ts', 'node:fs', 'language-is-pure'],
  ['language/server.ts', '@temporalio/workflow', 'language-is-pure'],
  ['language/up.ts', '../messages/render.ts', 'language-is-pure'],
  ['messages/random.ts', 'node:crypto', 'messages-are-pure'],
  ['messages/server.ts', '@nestjs/common', 'messages-are-pure'],
  ['messages/up.ts', '../activities/ports/runs.ts', 'messages-are-pure'],
  ['workflows/wide.ts', '../activities/ports/runs.ts', 'workflows-stay-in-the-sandbox'],
  ['workflows/schemas.ts', 'zod', 'workflows-stay-in-the-sandbox'],
  ['workflows/builtin.ts', 'node:fs', 'workflows-stay-in-the-sandbox'],
  ['workflows/starter.ts', '@temporalio/client', 'workflows-stay-in-the-sandbox'],
  ['workflows/letters.ts', '../messages/render.ts', 'workflows-stay-in-the-sandbox'],
  ['workflows/deep.ts', '../language/plan.ts', 'workflows-know-types-of-language'],
  ['activities/up.ts', '../platform/database.ts', 'activities-know-ports'],
  ['activities/answers.ts', '../apps/api/app.ts', 'activities-know-ports'],
  ['activities/sideways.ts', '../workflows/interpreter.ts', 'activities-know-ports'],
  ['activities/rows.ts', '@prisma/client', 'activities-know-ports'],
  ['activities/sql.ts', 'pg', 'activities-know-ports'],
  ['activities/starter.ts', '@temporalio/client', 'activities-know-ports'],
  ['platform/up.ts', '../apps/api/app.ts', 'platform-is-below-the-apps'],
  ['platform/deep.ts', '../activities/step.ts', 'platform-is-below-the-apps'],
  ['platform/sandbox.ts', '../workflows/interpreter.ts', 'platform-is-below-the-apps'],
  ['platform/dry.ts', '../simulation/simulate.ts', 'platform-knows-no-simulation'],
  ['activities/dry.ts', '../simulation/simulate.ts', 'platform-knows-no-simulation'],
  ['simulation/rows.ts', '../platform/database.ts', 'simulation-stays-in-memory'],
  ['simulation/sockets.ts', 'node:net', 'simulation-stays-in-memory'],
  ['simulation/starter.ts', '@temporalio/client', 'simulation-stays-in-memory'],
  ['simulation/up.ts', '../apps/api/app.ts', 'simulation-stays-in-memory'],
  ['simulation/mail.ts', '../activities/deliver/providers/smtp.ts', 'simulation-knows-no-servers'],
  ['platform/unguarded.ts', 'undici', 'one-way-out'],
  ['activities/unguarded.ts', 'undici', 'one-way-out'],
  ['apps/api/sideways.ts', '../worker/workers.ts', 'apps-know-not-each-other'],
  ['platform/tests.ts', '../test/support.ts', 'sources-know-no-tests'],
  ['test/proof/checker/product.ts', '../../../language/plan.ts', 'the-checker-stands-alone'],
  ['test/proof/checker/tests.ts', '../../support.ts', 'the-checker-stands-alone'],
  ['platform/nowhere.ts', './missing.ts', 'no-unknown'],
  ['platform/round.ts', './square.ts', 'no-circular'],
] as const;

/** Types alone are an import too, save where a rule says otherwise. */
const forbiddenTypes = [
  ['language/type-up.ts', '../messages/render.ts', 'language-is-pure'],
  ['workflows/type-wide.ts', '../activities/ports/runs.ts', 'workflows-stay-in-the-sandbox'],
  ['activities/type-up.ts', '../platform/database.ts', 'activities-know-ports'],
  ['platform/type-round.ts', './type-square.ts', 'no-circular'],
] as const;

const allowed = [
  ['language/schema.ts', 'zod'],
  ['messages/down.ts', '../language/plan.ts'],
  ['messages/templates.ts', 'handlebars'],
  ['workflows/timers.ts', '@temporalio/workflow'],
  ['activities/down.ts', '../workflows/contracts/queues.ts'],
  ['activities/words.ts', '../language/plan.ts'],
  ['platform/down.ts', '../activities/ports/runs.ts'],
  ['platform/sql.ts', 'pg'],
  ['simulation/down.ts', '../activities/step.ts'],
  ['simulation/digest.ts', 'node:crypto'],
  ['platform/outbound/client.ts', 'undici'],
  ['apps/api/down.ts', '../../platform/database.ts'],
  ['test/proof/checker/logs.ts', 'node:fs'],
] as const;

const allowedTypes = [['workflows/type-deep.ts', '../language/plan.ts']] as const;

/** What the files above import. */
const targets = [
  ...['language/plan', 'messages/render', 'workflows/interpreter', 'workflows/contracts/queues', 'activities/step'],
  ...['activities/ports/runs', 'platform/database', 'apps/api/app', 'apps/worker/workers', 'test/support'],
  ...['simulation/simulate', 'activities/deliver/providers/smtp'],
];
const packages = [
  'zod',
  'handlebars',
  'pg',
  'undici',
  '@prisma/client',
  '@nestjs/common',
  '@temporalio/workflow',
  '@temporalio/client',
];

describe('dependency rules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'angarium-rules-'));
  let violations: { from: string; rule: { name: string } }[] = [];

  beforeAll(() => {
    writeTree();
    const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const args = [
      program,
      '--config',
      resolve('.dependency-cruiser.cjs'),
      '--output-type',
      'json',
      ...SOURCE_ROOMS,
      'test',
    ];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 });
    violations = JSON.parse(stdout).summary.violations;
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const rulesBrokenBy = (file: string) => violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);

  it.each(forbidden)('R-04 dependency rules: %s may not import %s', (file, _path, rule) => {
    expect(rulesBrokenBy(file)).toContain(rule);
  });

  it.each(forbiddenTypes)('R-04 dependency rules: %s may not even import a type of %s', (file, _path, rule) => {
    expect(rulesBrokenBy(file)).toContain(rule);
  });

  it.each([...allowed, ...allowedTypes])('R-04 dependency rules: %s may import %s', (file) => {
    expect(rulesBrokenBy(file)).toEqual([]);
  });

  function writeTree(): void {
    copyFileSync('tsconfig.json', join(folder, 'tsconfig.json'));
    for (const file of targets) write(`${file}.ts`, 'export type It = number;\nexport const it: It = 1;\n');
    for (const [file, path] of [...forbidden, ...allowed]) {
      write(file, `import { it } from '${path}';\nexport const one = it;\n`);
    }
    for (const [file, path] of [...forbiddenTypes, ...allowedTypes]) {
      write(file, `import type { It } from '${path}';\nexport type One = It;\n`);
    }
    write('platform/square.ts', "import { one } from './round.ts';\nexport const it = one;\n");
    write('platform/type-square.ts', "import type { One } from './type-round.ts';\nexport type It = One;\n");
    for (const name of packages) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
      write(`node_modules/${name}/index.js`, 'exports.it = 1;\n');
    }
  }

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
});
