import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { sourceFiles } from '../support/source-files.ts';
import { bundleWorkflows, type WorkflowBundle } from '../support/workflow-bundle.ts';

/** Its map included, which has no sources. A run that is cached holds the bundle's globals, so its size is memory times 200. */
const MOST_BYTES = 1_000_000;

/** All that may be in it: our workflows, Temporal's own packages and theirs, and what webpack adds. */
const OURS = /^workflows\//;
const TEMPORAL = /^node_modules\/(@temporalio\/(workflow|common)|nexus-rpc|long|ms)\//;
const WEBPACK = /^(webpack\/|ignored\|)/;

function strangersIn({ modules }: WorkflowBundle): string[] {
  return modules.filter((module) => ![OURS, TEMPORAL, WEBPACK].some((known) => known.test(module)));
}

/** What a module could keep from one run to the next: a variable, a collection, a field of a class itself. */
const KEEPS = /^(?:export )?(?:let|var) |^(?:export )?const [^=\n]*= (?:new |\[\]|\{\})|^ +static (?!readonly )/m;

const bundleOf = (path: string) => bundleWorkflows(resolve(path));

describe('workflow bundle', () => {
  let bundle: WorkflowBundle;

  beforeAll(async () => {
    bundle = await bundleOf('workflows/index.ts');
  }, 60_000);

  it('R-04 workflow bundle: holds our workflows and Temporal, nothing else', () => {
    expect(strangersIn(bundle)).toEqual([]);
    expect(bundle.modules).toContain('workflows/interpreter.ts');
    expect(bundle.modules).toContain('node_modules/@temporalio/workflow/src/workflow.ts');
  });

  it('R-04 workflow bundle: stays small', () => {
    const told = `${bundle.bytes} bytes of\n${bundle.modules.join('\n')}`;
    expect(bundle.bytes, told).toBeLessThanOrEqual(MOST_BYTES);
  });
});

it('R-04 workflows: their modules, which all runs of a worker share, keep nothing', () => {
  const modules = sourceFiles().filter(({ file }) => OURS.test(file));
  expect(modules.filter(({ text }) => KEEPS.test(text)).map(({ file }) => file)).toEqual([]);
});

describe('the rules of the workflow bundle bite', () => {
  it.each([
    'let last: Run;',
    'export const runs = new Map();',
    'const seen: string[] = [];',
    'class A {\n  static last = 1;',
  ])('R-04 workflows: %j would keep something', (text) => {
    expect(text).toMatch(KEEPS);
  });

  it.each([
    ['imports-zod', /^node_modules\/zod\//],
    ['imports-language', /^language\/time\/duration\.ts$/],
    ['imports-activities', /^activities\/step\/failure\.ts$/],
  ])('R-04 workflow bundle: %s is found', { timeout: 60_000 }, async (name, stranger) => {
    const bundle = await bundleOf(`test/fixtures/bundle/${name}.ts`);
    expect(strangersIn(bundle).filter((module) => stranger.test(module))).not.toEqual([]);
  });

  it('R-04 workflow bundle: what imports a Node built-in cannot be bundled', { timeout: 60_000 }, async () => {
    await expect(bundleOf('test/fixtures/bundle/imports-node.ts')).rejects.toThrow(/node:fs/);
  });
});
