import type { Json } from '../json.ts';
import type { Scope } from '../scope.ts';

/** What an expression is worth. */
export type Value = Json | undefined;

/**
 * What a missing value does. `javascript`: as in JavaScript, so reading a property of it is an error. `blank`: it is empty
 * text inside text, and has no properties. `refused`: as `blank`, but inside text it is an error (K-01).
 */
export type Gaps = 'javascript' | 'blank' | 'refused';

/** An expression that parsed and cannot be evaluated. Its message holds names from the expression, never a value. X-01 */
export class EvaluationFailed extends Error {
  override readonly name = 'EvaluationFailed';
}

/** Characters that one evaluation may produce or search; a request holds at most 6 million. */
const MOST_CHARACTERS = 8_000_000;

/** One evaluation: what it reads, whom it tells, and what it may still spend. */
export class Evaluation {
  private left = MOST_CHARACTERS;

  constructor(
    readonly scope: Scope,
    readonly gaps: Gaps,
    /** Told every path read and the value found there. */
    readonly see: (path: string, value: Value) => void,
  ) {}

  spend(characters: number): void {
    this.left -= characters;
    if (this.left < 0) throw new EvaluationFailed('the expression handles too much text');
  }
}
