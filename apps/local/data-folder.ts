import { chmod, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Where `npm start` keeps everything that must survive it. */
export interface DataFolder {
  path: string;
  /** Folder of the database's cluster. */
  postgres: string;
  /** Temporal's SQLite file. */
  temporalFile: string;
}

/**
 * Makes the folder where there is none. Others may pass through it, since as root the database runs as another
 * user, but read nothing in it.
 */
export async function openDataFolder(named: string): Promise<DataFolder> {
  const path = resolve(named);
  const postgres = join(path, 'postgres');
  const temporal = join(path, 'temporal');
  for (const [folder, mode] of [
    [path, 0o711],
    [postgres, 0o711],
    [temporal, 0o700],
  ] as const) {
    await mkdir(folder, { recursive: true });
    await chmod(folder, mode);
  }
  return { path, postgres, temporalFile: join(temporal, 'temporal.db') };
}
