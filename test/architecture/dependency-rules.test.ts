import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'angarium-rules-'));
const forbidden = [
  ['language/clock.ts', 'node:fs', 'language-is-pure'],
  ['language/up.ts', '../messages/render.ts', 'language-is-pure'],
  ['messages/up.ts', '../activities/ports/runs.ts', 'messages-are-pure'],
  ['workflows/wide.ts', '../activities/ports/runs.ts', 'workflows-stay-in-the-sandbox'],
  ['workflows/deep.ts', '../language/plan.ts', 'workflows-know-types-of-language'],
  ['activities/up.ts', '../platform/database.ts', 'activities-know-ports'],
  ['activities/sideways.ts', '../workflows/interpreter.ts', 'activities-know-ports'],
  ['platform/up.ts', '../apps/api/app.ts', 'platform-is-below-the-apps'],
  ['platform/deep.ts', '../activities/step.ts', 'platform-is-below-the-apps'],
  ['apps/api/sideways.ts', '../worker/workers.ts', 'apps-know-not-each-other'],
  ['platform/tests.ts', '../test/support.ts', 'sources-know-no-tests'],
  ['platform/round.ts', './square.ts', 'no-circular'],
] as const;
const allowed = [
  ['messages/down.ts', '../language/plan.ts'],
  ['activities/down.ts', '../workflows/contracts/queues.ts'],
  ['platform/down.ts', '../activities/ports/runs.ts'],
  ['apps/api/down.ts', '../../platform/database.ts'],
] as const;

let violations: { from: string; rule: { name: string } }[] = [];

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

beforeAll(() => {
  const targets = ['messages/render', 'activities/ports/runs', 'language/plan', 'platform/database', 'test/support'];
  const more = [
    'workflows/interpreter',
    'workflows/contracts/queues',
    'apps/api/app',
    'activities/step',
    'apps/worker/workers',
  ];
  for (const file of [...targets, ...more]) write(`${file}.ts`, 'export const it = 1;\n');
  for (const [file, path] of [...forbidden, ...allowed])
    write(file, `import { it } from '${path}';\nexport const one = it;\n`);
  write('platform/square.ts', "import { one } from './round.ts';\nexport const it = one;\n");
  copyFileSync('tsconfig.json', join(folder, 'tsconfig.json'));
  const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const rooms = ['language', 'messages', 'workflows', 'activities', 'platform', 'apps'];
  const args = [program, '--config', resolve('.dependency-cruiser.cjs'), '--output-type', 'json', ...rooms];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 });
  violations = JSON.parse(stdout).summary.violations;
});

afterAll(() => rmSync(folder, { recursive: true }));

it.each(forbidden)('R-04 dependency rules: %s may not import %s', (file, _path, rule) => {
  expect(violations.filter(({ from }) => from === file).map(({ rule }) => rule.name)).toContain(rule);
});

it.each(allowed)('R-04 dependency rules: %s may import %s', (file) => {
  expect(violations.filter(({ from }) => from === file)).toEqual([]);
});
