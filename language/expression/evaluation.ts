import type { Json } from '../json/json.ts';
import { EvaluationBudget } from './evaluation-budget.ts';

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

/** The value of a name that an expression may begin with. */
export type ReadRoot = (name: string) => Value;

/** One evaluation: what it reads, whom it tells, and what it may still spend. */
export class Evaluation {
  constructor(
    readonly readRoot: ReadRoot,
    readonly gaps: Gaps,
    /** Told every path read and the value found there. */
    readonly see: (path: string, value: Value) => void,
    private readonly budget = new EvaluationBudget(),
  ) {}

  spend(characters: number): void {
    this.budget.spend(characters);
    if (this.budget.isSpent) throw new EvaluationFailed('the expression handles too much text');
  }
}
