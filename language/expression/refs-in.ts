import type { Expression } from './tree.ts';

/** The names that an expression reads of `refs`, as far as it spells them out. */
export function refsIn(tree: Expression): string[] {
  return [...ownRef(tree), ...partsOf(tree).flatMap(refsIn)];
}

function ownRef(tree: Expression): string[] {
  if ((tree.kind !== 'member' && tree.kind !== 'index') || tree.object.kind !== 'root') return [];
  if (tree.object.name !== 'refs') return [];
  if (tree.kind === 'member') return [tree.name];
  return tree.key.kind === 'literal' ? [String(tree.key.value)] : [];
}

function partsOf(tree: Expression): Expression[] {
  switch (tree.kind) {
    case 'list':
      return tree.items;
    case 'member':
      return [tree.object];
    case 'index':
      return [tree.object, tree.key];
    case 'call':
      return [tree.object, tree.argument];
    case 'unary':
      return [tree.operand];
    case 'binary':
      return [tree.left, tree.right];
    case 'choice':
      return [tree.test, tree.whenTrue, tree.whenFalse];
    case 'template':
      return tree.parts;
    default:
      return [];
  }
}
