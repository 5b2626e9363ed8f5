import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const rooms = ['language', 'messages', 'workflows', 'activities', 'platform', 'apps'];
const readers = /^(apps\/[^/]+\/main\.ts|apps\/local\/migrate\.ts|platform\/config\/.*)$/;

async function sources(): Promise<string[]> {
  const listed = await Promise.all(
    rooms.map(async (room) => (await readdir(room, { recursive: true })).map((file) => join(room, file))),
  );
  return listed.flat().filter((file) => file.endsWith('.ts') && !file.includes('/generated/'));
}

it('R-02 process.env: only the entries of the processes and the loader of the settings read it', async () => {
  const files = await sources();
  expect(files.length).toBeGreaterThan(50);
  const texts = await Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
  const found = texts.filter(({ text }) => /process\.env\b|from 'node:process'/.test(text)).map(({ file }) => file);
  expect(found.filter((file) => !readers.test(file))).toEqual([]);
});
