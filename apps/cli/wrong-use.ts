import { InvalidInput, linesOf, type Problem } from '../../language/problem.ts';

/** The command cannot be carried out as it was given, because of each of these problems. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
  readonly problems: readonly string[];

  constructor(...problems: string[]) {
    super(problems.join('; '));
    this.problems = problems;
  }
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
  return new WrongUse(...[...grouped].flatMap(([from, found]) => linesOf(found).map((line) => `${from}: ${line}`)));
}
