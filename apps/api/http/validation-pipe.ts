import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';

import { InvalidInput, type Problem } from '../../../language/problem.ts';

type Issues = Parameters<StandardSchemaValidationPipe['formatIssueMessages']>[0];

/** More would make an answer as long as the request. */
const MOST_PROBLEMS = 20;

/** Knows which part of the path a value stood in, which its issues do not. */
class NamingPipe extends StandardSchemaValidationPipe {
  override async transform<Value>(value: Value, metadata: ArgumentMetadata): Promise<Value> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      if (!(error instanceof InvalidInput) || metadata.type !== 'param' || !metadata.data) throw error;
      const path = metadata.data;
      throw new InvalidInput(error.problems.map(({ message }) => ({ path, message })));
    }
  }
}

/** Checks what handlers take by the schemas they name; up to 20 problems are reported at once. W-08 */
export function validationPipe(): StandardSchemaValidationPipe {
  return new NamingPipe({
    exceptionFactory: (issues: Issues) => new InvalidInput(issues.slice(0, MOST_PROBLEMS).map(problemOf)),
  });
}

function problemOf({ path = [], message }: Issues[number]): Problem {
  const names = path.map((segment) => String(typeof segment === 'object' ? segment.key : segment));
  return { path: names.join('.') || 'body', message };
}
