import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { newFolder, writeProgram } from '../support/programs.ts';
import { shellOutput } from '../support/shell-output.ts';

const GUIDE = 'docs/guides/test-a-journey-in-ci.md';

/** Commands of a page in their order, each block with the output that the page shows after it. */
const blocks = [...readFileSync(GUIDE, 'utf8').matchAll(/```sh\n(.*?)```(?:\n\n```text\n(.*?)```)?/gs)].map(
  ([, commands = '', output]) => ({ commands, output }),
);

let folder: string;

/** As after the installation, which takes minutes. */
beforeAll(() => {
  folder = newFolder();
  const program = resolve('dist/apps/cli/main.js');
  writeProgram(join(folder, 'node_modules/.bin/angarium'), `exec node '${program}' "$@"`);
});

afterAll(() => rmSync(folder, { recursive: true }));

it('DR-30 guide to CI: its commands, as they stand, have the output that it shows', { timeout: 120_000 }, async () => {
  const [install, ...others] = blocks;
  expect(install?.commands).toContain('npm install --save-dev');
  await shellOutput('npm init --yes > /dev/null', folder);
  expect(others.filter(({ output }) => output !== undefined)).toHaveLength(4);
  for (const { commands, output } of others) {
    const shown = await shellOutput(commands, folder);
    if (output !== undefined) expect(shown).toBe(output);
  }
});
