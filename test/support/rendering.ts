import { elementColors } from '../../messages/element-colors.ts';
import { OutputBudget } from '../../messages/output-budget.ts';
import type { Rendering } from '../../messages/rendering.ts';
import type { Variables } from '../../messages/variables.ts';

/** What one part of an email is rendered with: a budget of its own, no locale, no loop around it. */
export function renderingOf(variables: Variables): Rendering {
  const colors = elementColors('#ffffff');
  return { channel: 'email', variables, budget: new OutputBudget(), locales: [], colors, refs: {}, report: () => {} };
}
