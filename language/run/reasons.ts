import { cutText } from '../cut-text.ts';
import { EvaluationFailed } from '../expression/evaluation.ts';

/** A step that cannot be carried out, and why. */
export type Failed = { kind: 'failed'; reason: string };

/** In characters. */
const LONGEST_REASON = 1_000;

/** What is recorded of why a step came out as it did. */
export function reasonOf(message: string): string {
  return cutText(message, LONGEST_REASON, '…');
}

/** What was prepared, or why that failed. */
export function orFailed<Result>(prepare: () => Result): Result | Failed {
  try {
    return prepare();
  } catch (error) {
    if (error instanceof EvaluationFailed) return { kind: 'failed', reason: reasonOf(error.message) };
    throw error;
  }
}
