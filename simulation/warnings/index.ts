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

/** A plan may hold 500 steps, and a step a hundred comparisons. */
const MOST = 200;

/** Whatever an author should look at. */
export function warningsOf(circumstances: Circumstances): Warning[] {
  const warnings = Object.values(rules).flatMap((rule) => rule(circumstances));
  const more = warnings.length - MOST;
  return more > 0 ? [...warnings.slice(0, MOST), { message: `and ${more} more warnings` }] : warnings;
}
