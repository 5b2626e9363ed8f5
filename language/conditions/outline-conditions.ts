import type { ConditionTree } from './tree.ts';

/** Conditions in a line, as they are shown where they did not hold: `data.plan is equal "gold" and data.code exists`. */
export function outlineConditions(tree: ConditionTree): string {
  if (tree.kind !== 'atom')
    return tree.of
      .map((member) => (member.kind === 'atom' ? outlineConditions(member) : `(${outlineConditions(member)})`))
      .join(tree.kind === 'all' ? ' and ' : ' or ');
  const value = 'value' in tree ? ` ${JSON.stringify(tree.value)}` : '';
  return `${tree.path} ${tree.operator}${value}`;
}
