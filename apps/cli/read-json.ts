import { problemsOfJson } from '../../language/json/check-json.ts';
import type { Json } from '../../language/json/json.ts';
import { linesOf } from '../../language/problem.ts';
import { readText } from './read-text.ts';
import { WrongUse } from './wrong-use.ts';

/** As large as a request's body may be. */
const MOST_BYTES = 6 * 1024 * 1024;

/** By the codes of the system's errors. */
const UNREADABLE: Record<string, string> = { ENOENT: 'does not exist', EISDIR: 'is a folder' };

/** The JSON of a file. @throws WrongUse for one that is not there, or holds what no request could */
export function readJson(file: string): Json {
  const value = parse(file, textOf(file));
  const problems = problemsOfJson(value);
  if (problems.length > 0) throw new WrongUse(...linesOf(problems).map((line) => `${file}: ${line}`));
  return value;
}

function textOf(file: string): string {
  const text = textIn(file);
  if (text === undefined) throw new WrongUse(`${file} is larger than 6 MB`);
  return text;
}

function textIn(file: string): string | undefined {
  try {
    return readText(file, MOST_BYTES);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new WrongUse(`${file} ${UNREADABLE[code] ?? `cannot be read: ${message}`}`);
  }
}

function parse(file: string, text: string): Json {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch (error) {
    throw new WrongUse(`${file} is not JSON: ${(error as Error).message}`);
  }
}
