import { readdir, readlink, realpath, rm } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LEAVE_MS = 5_000;
const POLL_MS = 50;

/**
 * Removes the `postmaster.pid` of a PostgreSQL that was killed, once the last of its processes has left; a server that
 * lives keeps it. PostgreSQL alone would refuse to start for the process id in it: in a container a dead process may
 * stay listed, since nobody collects it, or its id belongs to another program after the container started anew.
 */
export async function forgetDeadServer(cluster: string): Promise<void> {
  if (platform() !== 'linux') return;
  const folder = await realpath(cluster);
  const deadline = Date.now() + LEAVE_MS;
  while (await isInUse(folder)) {
    if (Date.now() > deadline) return;
    await sleep(POLL_MS);
  }
  await rm(join(folder, 'postmaster.pid'), { force: true });
}

/** All processes of a PostgreSQL work in its folder; a dead one works nowhere. */
async function isInUse(folder: string): Promise<boolean> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const places = await Promise.all(ids.map((id) => readlink(`/proc/${id}/cwd`).catch(() => undefined)));
  return places.includes(folder);
}
