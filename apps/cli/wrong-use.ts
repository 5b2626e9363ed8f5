import { InvalidInput, type Problem, spelledOut } from '../../language/problem.ts';

/** The command cannot be carried out as it was given; its message says why. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** A field of a request that the command line gives, and where: a file, or an option. */
export interface Source {
  field: string;
  from: string;
}

/**
 * The result of work on what a file and other sources hold.
 * @throws WrongUse where the work finds its input invalid: each problem is named after where it stands, one of the sources, or
 * else the file
 */
export async function refusedAs<Result>(
  file: string,
  work: () => Result | Promise<Result>,
  sources: readonly Source[] = [],
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof InvalidInput ? refusal(file, error.problems, sources) : error;
  }
}

function refusal(file: string, problems: readonly Problem[], sources: readonly Source[]): WrongUse {
  const grouped = new Map<string, Problem[]>();
  for (const { path, message } of problems) {
    const source = sources.find(({ field }) => path === field || path.startsWith(`${field}.`));
    const from = source?.from ?? file;
    const rest = source ? path.slice(source.field.length + 1) : path;
    grouped.set(from, [...(grouped.get(from) ?? []), { path: rest, message }]);
  }
  return new WrongUse([...grouped].map(([from, found]) => `${from}: ${spelledOut(found)}`).join('; '));
}
