import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

import { WrongSetting } from './ways.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** True for a file that we may run. */
export async function isExecutable(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return false;
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The program's path on PATH, as a shell would find it. Throws when it is not there. */
export async function findOnPath(program: string, env: Environment): Promise<string> {
  for (const folder of (env.PATH ?? '').split(delimiter).filter(isAbsolute)) {
    const path = join(folder, program);
    if (await isExecutable(path)) return path;
  }
  throw new Error(`no ${program} on PATH`);
}

/** The path a setting names. Throws when it is not set, and WrongSetting when nothing can be run there. */
export async function fromSetting(variable: string, path: string | undefined): Promise<string> {
  if (!path) throw new Error('not set');
  if (await isExecutable(path)) return path;
  throw new WrongSetting(`${variable}: ${path} is not a file that can be run`);
}
