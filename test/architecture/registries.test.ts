import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

import { providers } from '../../activities/deliver/providers/index.ts';
import { localNodes } from '../../activities/nodes/local-nodes.ts';
import { localEffects } from '../../activities/step/local-effects.ts';
import { type ActionName, actions } from '../../language/actions/index.ts';
import { common } from '../../language/content/element-fields.ts';
import { ListElement } from '../../language/content/list-element.ts';
import { runs } from '../../language/content/text-runs.ts';
import { TopElement } from '../../language/content/top-element.ts';
import { fieldNames } from '../../language/nodes/field-names.ts';
import { type NodeName, nodes } from '../../language/nodes/index.ts';
import { channels } from '../../messages/channels/index.ts';
import { elementKinds } from '../../messages/elements/index.ts';
import { rules as warnings } from '../../simulation/warnings/index.ts';
import { nodes as workflowNodes } from '../../workflows/nodes/index.ts';
import { steps } from '../../workflows/steps/index.ts';
import { FakeRunContext } from '../support/fake-run-context.ts';
import { namesIn } from '../support/source-files.ts';

const actionNames = Object.keys(actions).sort() as ActionName[];

/** Effects that are not only in our database: what their workflow step asks for, and where they are. */
const remoteEffects = {
  'fetch-data': { asked: 'fetch 0', file: 'activities/fetch/fetch-data' },
  send: { asked: 'deliver 0', file: 'activities/deliver/deliver' },
};

/** The same of nodes; a branch is decided before there is an effect. */
const remoteNodes = {
  branch: { asked: 'perform 0', file: 'language/run/prepare-node' },
  fetch: { asked: 'fetch 0', file: 'activities/nodes/fetch' },
  send: { asked: 'deliver 0', file: 'activities/deliver/node-send' },
};

/** Nodes whose effect is that of the action like them. */
const sharedNodes = { delay: 'activities/step/delay' };

/** What a module exports under the name of its file, `update-profile` being `updateProfile`. */
async function exportOf(path: string): Promise<unknown> {
  const name = (path.split('/').at(-1) ?? '').replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return (await import(resolve(`${path}.ts`)))[name];
}

function expectTestOf(path: string): void {
  expect(existsSync(`test/unit/${path}.test.ts`), `test/unit/${path}.test.ts`).toBe(true);
}

describe('actions', () => {
  it('A-08 registry of actions: its names are those of the files', () => {
    expect(namesIn('language/actions', 'index', 'action')).toEqual(actionNames);
  });

  it.each(actionNames)('A-08 registry of actions: %s is its file, and has a test', async (name) => {
    expect(actions[name]).toBe(await exportOf(`language/actions/${name}`));
    expectTestOf(`language/actions/${name}`);
  });

  it('A-10 workflow steps: there is one for every action', () => {
    expect(Object.keys(steps).sort()).toEqual(actionNames);
  });

  it.each(namesIn('workflows/steps', 'index'))('A-10 workflow steps: %s is its file, and has a test', async (name) => {
    expect(Object.entries(steps)).toContainEqual([name, await exportOf(`workflows/steps/${name}`)]);
    expectTestOf(`workflows/steps/${name}`);
  });

  it.each(actionNames)('A-10 effects: %s has one where its workflow step looks for it', async (name) => {
    const run = new FakeRunContext();
    await steps[name](0, run);
    const isLocal = Object.hasOwn(localEffects, name);
    const remote = Object.hasOwn(remoteEffects, name) ? remoteEffects[name as keyof typeof remoteEffects] : undefined;
    expect(run.asked).toContain(isLocal ? 'perform 0' : remote?.asked);
    if (isLocal) expect(Object.entries(localEffects)).toContainEqual([name, await exportOf(`activities/step/${name}`)]);
    expectTestOf(remote?.file ?? `activities/step/${name}`);
  });
});

describe('pages of the steps', () => {
  const pages = readdirSync('docs/reference/steps').map((file) => file.replace('.md', ''));

  it('A-08 pages of the steps: there is one for every action, and no other', () => {
    expect(pages.sort()).toEqual(actionNames);
  });

  it.each(actionNames)('A-08 pages of the steps: %s names every field', (name) => {
    const page = readFileSync(`docs/reference/steps/${name}.md`, 'utf8');
    expect(page.startsWith(`# ${name}\n`)).toBe(true);
    const unnamed = Object.keys(actions[name].fields.shape).filter((field) => !page.match(`\`${field}[\`.]`));
    expect(unnamed).toEqual([]);
  });
});

describe('nodes', () => {
  const names = (Object.keys(nodes) as NodeName[]).sort();

  it('J-05 registry of nodes: its names are those of the files', () => {
    expect(namesIn('language/nodes', 'index', 'node', 'field-names')).toEqual(names);
  });

  it.each(names)('J-05 registry of nodes: %s is its file, and has a test', async (name) => {
    expect(nodes[name]).toBe(await exportOf(`language/nodes/${name}`));
    expectTestOf(`language/nodes/${name}`);
  });

  it('J-05 pages of the nodes: there is one for every node, and no other', () => {
    expect(
      readdirSync('docs/reference/nodes')
        .map((file) => file.replace('.md', ''))
        .sort(),
    ).toEqual(names);
  });

  it.each(names)('J-05 pages of the nodes: %s names every field', (name) => {
    const page = readFileSync(`docs/reference/nodes/${name}.md`, 'utf8');
    expect(page.startsWith(`# ${name}\n`)).toBe(true);
    expect([...fieldNames(nodes[name].fields, {})].filter((field) => !page.match(`\`${field}[\`.]`))).toEqual([]);
  });

  it.each(namesIn('workflows/nodes', 'index'))('J-43 workflow nodes: %s is its file, and has a test', async (name) => {
    expect(Object.entries(workflowNodes)).toContainEqual([name, await exportOf(`workflows/nodes/${name}`)]);
    expectTestOf(`workflows/nodes/${name}`);
  });

  it('J-43 effects of nodes: each file of one is in the registry', () => {
    const apart = ['local-nodes', 'batch-request', 'node-key', 'user-of', 'fetch'];
    const shared = Object.keys(sharedNodes);
    expect([...namesIn('activities/nodes', ...apart), ...shared].sort()).toEqual(Object.keys(localNodes).sort());
  });

  it.each(names)('J-43 effects of nodes: %s has one where its workflow node looks for it', async (name) => {
    const run = new FakeRunContext();
    await workflowNodes[name](0, run);
    const { asked, file } = remoteNodes[name as keyof typeof remoteNodes] ?? { asked: 'perform 0' };
    expect(run.asked).toContain(asked);
    if (file) return expectTestOf(file);
    const local = sharedNodes[name as keyof typeof sharedNodes] ?? `activities/nodes/${name}`;
    expect(Object.entries(localNodes)).toContainEqual([name, await exportOf(local)]);
    expectTestOf(local);
  });
});

describe('elements', () => {
  const types = Object.keys(elementKinds).sort() as (keyof typeof elementKinds)[];
  const kinds = namesIn('messages/elements').filter((name) =>
    /: ElementKind<'/.test(readFileSync(`messages/elements/${name}.ts`, 'utf8')),
  );
  const tests = readFileSync('test/unit/messages/elements/index.test.ts', 'utf8');

  it('R-04 registry of elements: its names are those of the files', () => {
    expect(kinds).toEqual(types);
  });

  it.each(types)('R-04 registry of elements: %s is its file, and has a test', async (name) => {
    expect(elementKinds[name]).toBe(await exportOf(`messages/elements/${name}`));
    expect(tests).toMatch(`elemental ${name}`);
  });
});

describe('page of the content', () => {
  const page = readFileSync('docs/reference/content.md', 'utf8');
  const rows = new Map(
    [...page.matchAll(/^\| `([a-z-]+)` \| (`.*?) \|.* \|.*$/gm)].map(([, type = '', fields = '']) => [type, fields]),
  );
  const item = ListElement.shape.elements.element as unknown as (typeof TopElement.options)[number];
  const schemas = [...TopElement.options, ...runs, item];
  const typeOf = ({ shape }: (typeof schemas)[number]) => shape.type.value;

  it('R-04 page of the content: it has a row for every element, and for no other', () => {
    expect(schemas.map(typeOf).sort()).toEqual([...Object.keys(elementKinds), 'channel'].sort());
    for (const schema of schemas) expect(rows.has(typeOf(schema)), typeOf(schema)).toBe(true);
  });

  it.each(schemas.map((schema) => [typeOf(schema), schema] as const))(
    'R-04 page of the content: %s names every field',
    (type, { shape }) => {
      const own = Object.keys(shape).filter((field) => ![...Object.keys(common), 'type', 'locales'].includes(field));
      expect(own.filter((field) => !rows.get(type)?.includes(`\`${field}\``))).toEqual([]);
    },
  );

  it('R-04 page of the content: it names what every element may carry', () => {
    const fields = Object.keys(common).filter((field) => field !== 'if_');
    expect(fields.filter((field) => !page.includes(`| \`${field}\` |`))).toEqual([]);
  });
});

describe('channels', () => {
  const names = [...channels.keys()].sort();

  it('S-03 registry of channels: its names are those of the files', () => {
    expect(namesIn('messages/channels', 'index', 'channel')).toEqual(names);
  });

  it.each(names)('S-03 registry of channels: %s is its file, and has a test', async (name) => {
    expect(channels.get(name)).toBe(await exportOf(`messages/channels/${name}`));
    expectTestOf(`messages/channels/${name}`);
  });
});

describe('warnings of simulations', () => {
  const names = Object.keys(warnings).sort() as (keyof typeof warnings)[];

  it('R-04 registry of warnings: its names are those of the files', () => {
    expect(namesIn('simulation/warnings', 'index', 'warning-rule', 'foregone', 'schema-types')).toEqual(names);
  });

  it.each(names)('R-04 registry of warnings: %s is its file, and has a test', async (name) => {
    expect(warnings[name]).toBe(await exportOf(`simulation/warnings/${name}`));
    expectTestOf(`simulation/warnings/${name}`);
  });
});

describe('providers', () => {
  const keys = Object.keys(providers).sort();

  it('R-04 registry of providers: its keys are the names of the files', () => {
    expect(namesIn('activities/deliver/providers', 'index', 'provider')).toEqual(keys);
  });

  it.each(Object.entries(providers))(
    'R-04 registry of providers: %s is told apart by its key, and has a test',
    (name, { key }) => {
      expect(key).toBe(name);
      expectTestOf(`activities/deliver/providers/${name}`);
    },
  );
});
