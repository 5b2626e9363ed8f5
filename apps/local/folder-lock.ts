import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessIdentity } from './process-identity.ts';
import { identify, isRunning } from './process-identity.ts';

const file = /^lock\.(\d+)$/;

/**
 * Makes this process the folder's only one. Throws, naming the process that has it, while that one lives. R-01
 *
 * Holders are numbered: the holder is whoever made the highest `lock.<number>`, which only one process can make, and
 * a dead holder is followed by the next number. The highest file is never removed, so a slow starter that makes an
 * old number again sees a higher one and gives way.
 */
export function lockFolder(folder: string): void {
  const draft = join(folder, `lock-${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(identify(process.pid)), { mode: 0o600 });
  try {
    while (!follow(folder, draft)) {
      // Somebody else became the holder in between: look at who it is.
    }
  } finally {
    rmSync(draft);
  }
}

function follow(folder: string, draft: string): boolean {
  const latest = highest(folder);
  const holder = holderOf(pathOf(folder, latest));
  if (holder && isRunning(holder)) throw new Error(`${folder} is in use by the Angarium of process ${holder.pid}`);
  const mine = latest + 1;
  if (!linkIfAbsent(draft, pathOf(folder, mine))) return false;
  const isHighest = highest(folder) === mine;
  for (const number of isHighest ? numbers(folder).filter((other) => other < mine) : [mine]) {
    rmSync(pathOf(folder, number), { force: true });
  }
  return isHighest;
}

/** Undefined for a file that is gone, or that a crash of the machine left empty. */
function holderOf(path: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function linkIfAbsent(existing: string, path: string): boolean {
  try {
    linkSync(existing, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function highest(folder: string): number {
  return Math.max(0, ...numbers(folder));
}

function numbers(folder: string): number[] {
  return readdirSync(folder).flatMap((name) => {
    const [, number] = file.exec(name) ?? [];
    return number ? [Number(number)] : [];
  });
}

function pathOf(folder: string, number: number): string {
  return join(folder, `lock.${number}`);
}
