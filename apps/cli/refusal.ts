import { type Problem, spelledOut } from '../../language/problem.ts';
import { WrongUse } from './wrong-use.ts';

/** A field of a request that the command line gives, and where: a file, or an option. */
export interface Source {
  field: string;
  from: string;
}

/** What is wrong, each problem named after where it stands: one of the sources, or else the file. */
export function refusal(file: string, problems: readonly Problem[], sources: readonly Source[] = []): WrongUse {
  const grouped = new Map<string, Problem[]>();
  for (const { path, message } of problems) {
    const source = sources.find(({ field }) => path === field || path.startsWith(`${field}.`));
    const from = source?.from ?? file;
    const rest = source ? path.slice(source.field.length + 1) : path;
    grouped.set(from, [...(grouped.get(from) ?? []), { path: rest, message }]);
  }
  return new WrongUse([...grouped].map(([from, found]) => `${from}: ${spelledOut(found)}`).join('; '));
}
