import { InvalidInput } from '../../language/problem.ts';
import { refusal } from './refusal.ts';

/** The result of work on what one file holds. @throws WrongUse that names the file, where the work finds its input invalid */
export function refusedAs<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof InvalidInput ? refusal(file, error.problems) : error;
  }
}
