import { LONGEST_USER_ID } from '../../language/people/user-id.ts';
import type { Assumptions } from '../assumptions/assumptions.ts';
import type { Subject } from '../subject.ts';

/** Of a run that names more, the rest is looked up when it is come to. */
const MOST = 2_000;

/**
 * Every text that may name something the run comes to: a template, a user, a tenant, a list. What the plan is known to name comes
 * first, then what stands in the run's data, the rest of the plan, and what is assumed to be fetched.
 */
export function namesWithin({ plan, context }: Subject, assume: Assumptions): string[] {
  const names = new Set<string>();
  const { steps } = plan;
  const known = steps.flatMap(({ ahead, fields }) => [ahead, fields.list]);
  const places = [...known, context, ...steps.map(({ fields }) => fields), assume];
  for (const place of places) collect(place, names);
  return [...names];
}

function collect(value: unknown, names: Set<string>): void {
  if (names.size >= MOST) return;
  if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) collect(item, names);
  // A number in data is an id, too.
  if (typeof value !== 'string' && typeof value !== 'number') return;
  const name = String(value).trim();
  // No name of anything else is longer.
  if (name.length > 0 && name.length <= LONGEST_USER_ID) names.add(name);
}
