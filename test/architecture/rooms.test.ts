import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

import { SOURCE_ROOMS } from '../support/source-files.ts';

/** Folders of a clone that belong to the project, with a slash; hidden ones and what `.gitignore` names do not. */
function foldersOf(parent = '.'): string[] {
  const ignored = readFileSync('.gitignore', 'utf8').split('\n');
  const folders = readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => `${name}/`);
  return names.filter((name) => !name.startsWith('.') && !ignored.includes(name)).sort();
}

/** What stands first in each row of the page's table of rooms. */
function roomsOf(page: string): string[] {
  const section = /\n## The rooms\n([\s\S]*?)\n## /.exec(readFileSync(page, 'utf8'))?.[1] ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, room = '']) => room);
}

it('R-04 architecture page: its table names every top-level folder and no other', () => {
  const tops = roomsOf('docs/architecture.md').map((room) => `${room.split('/')[0]}/`);
  expect([...new Set(tops)].sort()).toEqual(foldersOf());
});

it('R-04 architecture page: its table names every app', () => {
  const apps = roomsOf('docs/architecture.md').filter((room) => room.startsWith('apps/'));
  expect(apps.map((room) => `${room.slice('apps/'.length)}/`).sort()).toEqual(foldersOf('apps'));
});

it('R-04 check: the dependency rules and the compiler look at every room', () => {
  const { include } = JSON.parse(readFileSync('tsconfig.json', 'utf8'));
  const [, list = ''] = /const rooms = \[(.*)\]/.exec(readFileSync('scripts/check.mjs', 'utf8')) ?? [];
  const checked = list.split(', ').map((room) => room.replaceAll("'", ''));
  for (const room of [...SOURCE_ROOMS, 'test']) {
    expect(include).toContain(room);
    expect(checked).toContain(room);
  }
});
