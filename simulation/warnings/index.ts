import type { Warning } from '../timeline/timeline.ts';
import { foreignWindows } from './foreign-windows.ts';
import { longWaits } from './long-waits.ts';
import { undeclaredFields } from './undeclared-fields.ts';
import { unreachable } from './unreachable.ts';
import { unwrittenChannels } from './unwritten-channels.ts';
import type { Circumstances, WarningRule } from './warning-rule.ts';

/** Every kind of warning. A new one is a file and a line here. */
export const rules = {
  'foreign-windows': foreignWindows,
  'long-waits': longWaits,
  'undeclared-fields': undeclaredFields,
  unreachable,
  'unwritten-channels': unwrittenChannels,
} satisfies Record<string, WarningRule>;

/** A plan may hold 500 steps, and a step a hundred comparisons; one more may say that the answer was cut. */
const MOST = 199;

/** Whatever an author should look at, assumptions that came to nothing first. */
export function warningsOf(circumstances: Circumstances, missed: readonly Warning[]): Warning[] {
  const warnings = [...missed, ...Object.values(rules).flatMap((rule) => rule(circumstances))];
  if (warnings.length <= MOST) return warnings;
  const told = warnings.slice(0, MOST - 1);
  return [...told, { message: `and ${warnings.length - told.length} more warnings` }];
}
