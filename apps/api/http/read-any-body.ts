import { NotJson } from './not-json.ts';

const decoder = new TextDecoder();
const OBJECT_OR_LIST = /^\s*[[{]/;

/**
 * A body of any kind: an object or a list where it is the JSON of one, else `{raw}` with its text, in which stands U+FFFD for what
 * cannot be stored. E-12
 * @param readJson gives the body's value, or throws NotJson
 */
export async function readAnyBody(body: Buffer, readJson: () => Promise<unknown>): Promise<unknown> {
  const text = decoder.decode(body);
  try {
    if (OBJECT_OR_LIST.test(text)) return await readJson();
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
  }
  return { raw: text.replaceAll('\0', '\uFFFD') };
}
