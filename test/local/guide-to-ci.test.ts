import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { newFolder } from '../support/programs.ts';
import { shellOutput } from '../support/shell-output.ts';

const GUIDE = 'docs/guides/test-a-journey-in-ci.md';

/** Commands of a page in their order, each block with the output that the page shows after it. */
const blocks = [...readFileSync(GUIDE, 'utf8').matchAll(/```sh\n(.*?)```(?:\n\n```text\n(.*?)```)?/gs)].map(
  ([, commands = '', output]) => ({ commands, output }),
);

/** Of a package that was made: its file, and what is in it. */
interface Packed {
  filename: string;
  files: { path: string }[];
}

let folder: string;
let packed: Packed;

/** As after the installation, but that dependencies are those that are here: to fetch them takes minutes. */
beforeAll(async () => {
  folder = newFolder();
  // What is packed was built before the tests, and others of them are using it.
  const made = await shellOutput(`npm pack --ignore-scripts --json --pack-destination '${folder}'`, resolve('.'));
  [packed] = JSON.parse(made.slice(made.indexOf('['))) as [Packed];
  const home = join(folder, 'node_modules/angarium');
  mkdirSync(home, { recursive: true });
  expect(await shellOutput(`tar -xzf ${packed.filename} -C '${home}' --strip-components=1`, folder)).toBe('');
  const { bin, dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) link(resolve('node_modules', name), join(home, 'node_modules', name));
  link(join(home, bin.angarium), join(folder, 'node_modules/.bin/angarium'));
  expect(await shellOutput(`chmod +x '${join(home, bin.angarium)}' && rm ${packed.filename}`, folder)).toBe('');
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

function link(target: string, place: string): void {
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(target, place);
}

it('DR-30 package: it has what its processes need, and neither sources nor tests', () => {
  const paths = packed.files.map(({ path }) => path);
  const processes = ['api', 'worker', 'local', 'cli'].map((name) => `dist/apps/${name}/main.js`);
  const needed = ['package.json', 'README.md', 'LICENSE', 'dist/workflow-bundle.js', 'dist/apps/local/migrate.js'];
  expect(paths).toEqual(expect.arrayContaining([...needed, ...processes]));
  expect(paths.some((path) => /^prisma\/migrations\/.*\.sql$/.test(path))).toBe(true);
  const isMeant = (path: string) =>
    /^(package\.json|README\.md|LICENSE)$|^prisma\/migrations\/|^dist\//.test(path) &&
    !/(^|\/)tests?\/|\.test\.|(?<!\.d)\.ts$/.test(path);
  expect(paths.filter((path) => !isMeant(path))).toEqual([]);
});

it('DR-30 guide to CI: it installs the package that is made', () => {
  expect(blocks[0]?.commands).toContain(
    `cp ../angarium/${packed.filename} .\nnpm install --save-dev ./${packed.filename}\n`,
  );
});

it('DR-30 guide to CI: its commands, as they stand, have the output that it shows', { timeout: 120_000 }, async () => {
  const [, ...others] = blocks;
  await shellOutput('npm init --yes > /dev/null', folder);
  expect(others.filter(({ output }) => output !== undefined)).toHaveLength(8);
  for (const { commands, output } of others) {
    const shown = await shellOutput(commands, folder);
    if (output !== undefined) expect(shown).toBe(output);
  }
});
