import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The rooms that are shipped. */
export const SOURCE_ROOMS = ['language', 'messages', 'workflows', 'activities', 'platform', 'simulation', 'apps'];

/** A file of ours, by its path from the root of the clone. */
export interface SourceFile {
  file: string;
  text: string;
}

/** Every source file that is shipped and written by hand. */
export function sourceFiles(): SourceFile[] {
  return SOURCE_ROOMS.flatMap(filesIn);
}

/** Every test, and what they stand on. */
export function testFiles(): SourceFile[] {
  return filesIn('test');
}

function filesIn(folder: string): SourceFile[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
  const written = files.filter((file) => file.endsWith('.ts') && !file.includes('/generated/'));
  return written.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}

/** The names of the `.ts` files in a folder, without their ending and without those that are `apart`. */
export function namesIn(folder: string, ...apart: string[]): string[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length));
  return names.filter((name) => !apart.includes(name)).sort();
}
