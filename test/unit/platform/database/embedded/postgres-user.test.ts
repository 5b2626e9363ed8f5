import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { mustReach } from '../../../../../platform/database/embedded/postgres-user.ts';
import { newFolder } from '../../../../support/programs.ts';

const stranger = { name: 'somebody', uid: 54_321, gid: 54_321 };
let folder: string;

beforeEach(() => {
  folder = newFolder();
  mkdirSync(join(folder, 'inner'));
});

afterEach(() => rmSync(folder, { recursive: true }));

it('R-01 postgres user: a clone that it cannot reach gets one line naming the folder', async () => {
  chmodSync(folder, 0o700);
  const error = await mustReach(stranger, join(folder, 'inner/postgres')).catch((error: Error) => error.message);
  expect(error).toContain(`runs as the user somebody, who cannot enter ${folder}:`);
  expect(error).not.toContain('\n');
});

it('R-01 postgres user: passing through is enough', async () => {
  chmodSync(folder, 0o711);
  chmodSync(join(folder, 'inner'), 0o711);
  await mustReach(stranger, join(folder, 'inner/postgres'));
});
