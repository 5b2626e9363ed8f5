import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 64 * 1024;

/**
 * The text of a file, a pipe or a device, of which no more is read than shows that it is too large: then undefined. Its size is
 * not asked for, since pipes and devices have none, and files may grow.
 * @param most In bytes.
 * @throws Error for one that cannot be read
 */
export function readText(file: string, most: number): string | undefined {
  const descriptor = openSync(file, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let left = most; left >= 0; ) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const bytes = readSync(descriptor, chunk);
      if (bytes === 0) return Buffer.concat(chunks).toString('utf8');
      chunks.push(chunk.subarray(0, bytes));
      left -= bytes;
    }
    return undefined;
  } finally {
    closeSync(descriptor);
  }
}
