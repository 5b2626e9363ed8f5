import { StandardSchemaValidationPipe } from '@nestjs/common';

import { InvalidInput, type Problem } from '../../../language/problem.ts';

type Issues = Parameters<StandardSchemaValidationPipe['formatIssueMessages']>[0];

/** More would make an answer as long as the request. */
const MAX_PROBLEMS = 20;

/** Checks what handlers take by the schemas they name; up to 20 problems are reported at once. W-08 */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues: Issues) => new InvalidInput(issues.slice(0, MAX_PROBLEMS).map(problemOf)),
  });
}

function problemOf({ path = [], message }: Issues[number]): Problem {
  const names = path.map((segment) => String(typeof segment === 'object' ? segment.key : segment));
  return { path: names.join('.') || 'body', message };
}
