import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Environment } from './executables.ts';
import { isExecutable } from './executables.ts';

/** A program made once for all clones of this user: `<cache>/<folder>/<file>`. */
export interface Cached {
  folder: string;
  file: string;
}

/** Where the program is, or would be. */
function cachedPath({ folder, file }: Cached, env: Environment): string {
  return join(cacheRoot(env), folder, file);
}

/** Throws when it was not made yet. */
export async function fromCache(cached: Cached, env: Environment): Promise<string> {
  const path = cachedPath(cached, env);
  if (await isExecutable(path)) return path;
  throw new Error(`nothing at ${path}`);
}

/**
 * Makes the program in a folder of its own, then moves it into the cache in one step: processes that make it at
 * once do the work twice and corrupt nothing, and a killed one leaves no half of it.
 */
export async function intoCache(
  cached: Cached,
  env: Environment,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const root = cacheRoot(env);
  await mkdir(root, { recursive: true });
  const draft = await mkdtemp(join(root, '.making-'));
  try {
    await make(draft);
    await replace(draft, cached, env);
    return await fromCache(cached, env);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function replace(draft: string, cached: Cached, env: Environment): Promise<void> {
  const target = join(cacheRoot(env), cached.folder);
  const finishedByAnother = await isExecutable(cachedPath(cached, env));
  if (finishedByAnother) return;
  await rm(target, { recursive: true, force: true });
  await rename(draft, target).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

/** The XDG rule: a relative XDG_CACHE_HOME is none. */
function cacheRoot(env: Environment): string {
  const named = env.XDG_CACHE_HOME;
  const base = named && isAbsolute(named) ? named : join(env.HOME ?? homedir(), '.cache');
  return join(base, 'angarium');
}
