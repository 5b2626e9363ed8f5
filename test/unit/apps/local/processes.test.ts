import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { identify, isRunning } from '../../../../apps/local/process-identity.ts';
import { Processes } from '../../../../apps/local/processes.ts';
import { type Child, startChild } from '../../../../platform/child-process.ts';
import { newFolder } from '../../../support/programs.ts';

let folder: string;
let child: Child;

beforeEach(async () => {
  folder = newFolder();
  child = await startChild({ command: '/bin/sleep', args: ['600'] });
});

afterEach(async () => {
  await child.stop('SIGKILL', 0);
  rmSync(folder, { recursive: true });
});

describe('R-01 processes', () => {
  it('R-01 processes: a start stops what an earlier one left', async () => {
    new Processes(folder).add('worker', child.pid);
    expect(await new Processes(folder).stopOrphans()).toEqual(['worker']);
    expect(await child.exited).toBe('signal SIGTERM');
    expect(await new Processes(folder).stopOrphans()).toEqual([]);
  });

  it('R-01 processes: the last started is stopped first, so PostgreSQL last', async () => {
    const other = await startChild({ command: '/bin/sleep', args: ['600'] });
    const earlier = new Processes(folder);
    earlier.add('postgres', child.pid);
    earlier.add('api', other.pid);
    expect(await new Processes(folder).stopOrphans()).toEqual(['api', 'postgres']);
    expect(await child.exited).toBe('signal SIGINT');
  });

  it('R-01 processes: a stranger who got the id of a dead child is left alone', async () => {
    const recycled = [{ name: 'worker', pid: child.pid, started: 'long ago' }];
    writeFileSync(join(folder, 'processes.json'), JSON.stringify(recycled));
    expect(await new Processes(folder).stopOrphans()).toEqual([]);
    expect(identify(child.pid)).toBeDefined();
  });

  it('R-01 processes: an ended process runs no more', async () => {
    const identity = identify(child.pid);
    await child.stop('SIGKILL', 0);
    expect(identity && isRunning(identity)).toBe(false);
  });
});
