import { rmSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';

import { Processes } from '../../../../apps/local/processes.ts';
import { Supervisor } from '../../../../apps/local/supervisor.ts';
import { newFolder } from '../../../support/programs.ts';

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true }));

/** What is told of a child that ends by itself. */
async function deathOf(isExpendable?: () => boolean): Promise<string[]> {
  const deaths: string[] = [];
  const supervisor = new Supervisor(
    new Processes(folder),
    () => {},
    (reason) => deaths.push(reason),
  );
  const launch = supervisor.launch('temporal');
  const child = await launch({ command: '/bin/sh', args: ['-c', 'exit 1'], isExpendable });
  await child.exited;
  return deaths;
}

it('R-01 supervisor: the end of a child is told, unless it is for the starter to deal with', async () => {
  const told = ['temporal ended unexpectedly: exit code 1'];
  expect(await deathOf()).toEqual(told);
  expect(await deathOf(() => false)).toEqual(told);
  expect(await deathOf(() => true)).toEqual([]);
});
