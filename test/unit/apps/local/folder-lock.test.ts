import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { lockFolder } from '../../../../apps/local/folder-lock.ts';
import { newFolder } from '../../../support/programs.ts';

const dead = JSON.stringify({ pid: process.pid, started: 'before this process' });
let folder: string;

beforeEach(() => {
  folder = newFolder();
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A process that tries to lock the folder, and what it said. */
async function contender() {
  const args = ['--import', '@oxc-node/core/register', 'test/fixtures/hold-lock.ts', folder];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const leave = async () => {
    child.stdin.end();
    await once(child, 'exit');
  };
  return { pid: child.pid, said: String(line).trim(), leave };
}

describe('R-01 the lock of the data folder', () => {
  it('R-01 folder lock: refuses a folder in use, naming the process that has it', () => {
    lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(`${folder} is in use by the Angarium of process ${process.pid}`);
  });

  it('R-01 folder lock: a process id that was given out again is no living holder', () => {
    writeFileSync(join(folder, 'lock.4'), dead);
    lockFolder(folder);
    expect(readdirSync(folder)).toEqual(['lock.5']);
  });

  it('R-01 folder lock: a file that a crash of the machine left empty holds nobody', () => {
    writeFileSync(join(folder, 'lock.1'), '');
    expect(() => lockFolder(folder)).not.toThrow();
  });

  it('R-01 folder lock: of many that follow a dead one at once, one gets it', async () => {
    writeFileSync(join(folder, 'lock.1'), dead);
    const contenders = await Promise.all(Array.from({ length: 6 }, contender));
    const winners = contenders.filter(({ said }) => said === 'mine');
    expect(winners).toHaveLength(1);
    const losers = contenders.filter(({ said }) =>
      said.endsWith(`in use by the Angarium of process ${winners[0]?.pid}`),
    );
    expect(losers).toHaveLength(5);
    await Promise.all(contenders.map(({ leave }) => leave()));
    expect(() => lockFolder(folder)).not.toThrow();
  });
});
