import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

/** A user of this machine that PostgreSQL runs as. */
export interface PostgresUser {
  name: string;
  uid: number;
  gid: number;
}

const candidates = ['postgres', 'nobody'];
const run = promisify(execFile);

/**
 * Undefined unless we are root, whom PostgreSQL refuses: then `postgres`, or `nobody` where there is no such user.
 * Throws when there is neither.
 */
export async function postgresUser(): Promise<PostgresUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of candidates) {
    const user = await lookUp(name).catch(() => undefined);
    if (user) return user;
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has no user postgres or nobody: add one, or start as another user',
  );
}

/** Throws one line naming the first folder above the path that the user cannot enter. R-01 */
export async function mustReach(user: PostgresUser, path: string): Promise<void> {
  for (const folder of foldersAbove(path)) {
    if (await mayEnter(user, folder)) continue;
    throw new Error(
      `PostgreSQL does not run as root, so it runs as the user ${user.name}, who cannot enter ${folder}: ` +
        'move the clone where that user may go, or start as another user',
    );
  }
}

/** From the root down. */
function foldersAbove(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...foldersAbove(parent), parent];
}

async function mayEnter({ uid, gid }: PostgresUser, folder: string): Promise<boolean> {
  const { mode, uid: owner, gid: group } = await stat(folder);
  if (owner === uid) return (mode & 0o100) !== 0;
  if (group === gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

async function lookUp(name: string): Promise<PostgresUser> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => (await run('id', [flag, name])).stdout));
  return { name, uid: Number(uid), gid: Number(gid) };
}
