import type { Json } from '../language/json/json.ts';
import type { Problem } from '../language/problem.ts';
import type { ElementColors } from './element-colors.ts';
import type { OutputBudget } from './output-budget.ts';
import type { Variables } from './variables.ts';

/** What one part of a message (its title, its html, its text) is rendered with. */
export interface Rendering {
  channel: string;
  variables: Variables;
  /** Paths in the data that are promised and lead to nothing: to write one of them is a failure. N-07 */
  missing?: readonly string[];
  budget: OutputBudget;
  /** The reader's, most exact first: `fr-ca`, `fr`. */
  locales: readonly string[];
  /** Of elements that have none of their own. */
  colors: ElementColors;
  /** For every `ref` of the content, whether its element has been shown by now. */
  refs: { [name: string]: { visible: boolean } };
  /** The turn of the innermost loop: `$`. */
  turn?: { item: Json; index: number };
  /** Told why an element is not shown, where that is no failure. */
  report(problem: Problem): void;
}
