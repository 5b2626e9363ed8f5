import type { Judgement } from '../../language/conditions/judge.ts';
import { cutText } from '../../language/cut-text.ts';
import type { TimelineEntry } from '../../simulation/timeline/timeline.ts';

type Condition = NonNullable<TimelineEntry['condition']>;

const LONGEST_VALUE = 80;

/** What conditions found, a line each. */
export function conditionText(condition: Condition): string[] {
  if ('atoms' in condition) return judgementText(condition);
  const { expression, values, result } = condition;
  const found = Object.entries(values).map(([name, value]) => `${name} is ${written(value)}`);
  return [`${expression} is ${result}${found.length > 0 ? ` (${found.join(', ')})` : ''}`];
}

/** Every comparison with what was found at its path. N-28 */
export function judgementText({ atoms }: Judgement): string[] {
  return atoms.map(({ path, operator, value, actual, result }) => {
    const compared = [path, operator, ...(value === undefined ? [] : [written(value)])].join(' ');
    return `${compared} is ${result} (${actual === null ? 'missing' : written(actual)})`;
  });
}

function written(value: unknown): string {
  return cutText(JSON.stringify(value), LONGEST_VALUE, '…');
}
