import { pipeline, type Readable, type Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** What a server may compress its answer with, as we tell it. */
export const ACCEPTED_ENCODINGS = 'gzip, br';

// A body that ends early, or is empty, is read as far as it goes: whether it is whole is for whoever parses it to find.
const gzip = { finishFlush: constants.Z_SYNC_FLUSH };
const brotli = { finishFlush: constants.BROTLI_OPERATION_FLUSH };

/** By content encoding. Only one at a time is undone: what is packed twice is nothing that anybody needs to send. */
const decoders: Record<string, () => Transform | undefined> = {
  '': () => undefined,
  identity: () => undefined,
  gzip: () => createGunzip(gzip),
  'x-gzip': () => createGunzip(gzip),
  deflate: () => createInflate(gzip),
  br: () => createBrotliDecompress(brotli),
};

/** A body, decompressed; undefined once it is longer than `maxBytes`, and then no more of it is read. Throws what broke. */
export async function readBody(body: Readable, encoding: string, maxBytes: number): Promise<Uint8Array | undefined> {
  // The stream breaks when its connection is let go, and then nobody listens any more.
  body.on('error', () => {});
  const known = encoding.trim().toLowerCase();
  const decoder = Object.hasOwn(decoders, known) ? decoders[known] : undefined;
  if (!decoder) throw new Error('the encoding of the answer is not known');
  const transform = decoder();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of transform ? pipeline(body, transform, () => {}) : body) {
    size += chunk.length;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
