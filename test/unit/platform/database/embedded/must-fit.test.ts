import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { mustFit } from '../../../../../platform/database/embedded/must-fit.ts';
import { postgresBinaries } from '../../../../../platform/database/embedded/postgres-binaries.ts';
import { newFolder } from '../../../../support/programs.ts';

let cluster: string;

beforeEach(() => {
  cluster = join(newFolder(), 'cluster');
  mkdirSync(cluster);
});

afterEach(() => rmSync(join(cluster, '..'), { recursive: true }));

it('R-01 data folder: a cluster of this PostgreSQL is used, one of another says what made it and what to do', async () => {
  const { postgres } = await postgresBinaries();
  writeFileSync(join(cluster, 'PG_VERSION'), '18\n');
  await mustFit(cluster, postgres);
  writeFileSync(join(cluster, 'PG_VERSION'), '15\n');
  await expect(mustFit(cluster, postgres)).rejects.toThrow(
    /was made by PostgreSQL 15, and this Angarium has 18: start the Angarium that made it/,
  );
});
