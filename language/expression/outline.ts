import { type Expression, PRECEDENCE } from './tree.ts';

/** How tightly what is no binary operator binds: a sign, a number (which would swallow a dot behind it), the rest. */
const SIGN = 8;
const NUMBER = 9;
const TIGHTEST = 10;

/**
 * A tree as text with every string literal shown as `"…"`: the outline goes where nothing personal may stand,
 * and a recipient's name is often compared with a literal.
 */
export function outline(tree: Expression): string {
  switch (tree.kind) {
    case 'literal':
      return typeof tree.value === 'string' ? '"…"' : String(tree.value);
    case 'undefined':
      return 'undefined';
    case 'list':
      return `[${tree.items.map(outline).join(', ')}]`;
    case 'root':
      return tree.name;
    case 'member':
    case 'index':
    case 'call':
      return grouped(tree.object, TIGHTEST) + access(tree);
    case 'unary':
      return `${tree.operator}${grouped(tree.operand, NUMBER)}`;
    case 'binary':
      return binary(tree);
    case 'choice':
      return `${grouped(tree.test, 1)} ? ${outline(tree.whenTrue)} : ${outline(tree.whenFalse)}`;
    case 'template':
      return `\`${tree.parts.map(templatePart).join('')}\``;
  }
}

function access(tree: Extract<Expression, { kind: 'member' | 'index' | 'call' }>): string {
  if (tree.kind === 'index') return `[${outline(tree.key)}]`;
  return tree.kind === 'member' ? `.${tree.name}` : `.${tree.method}(${outline(tree.argument)})`;
}

function binary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>): string {
  const strength = PRECEDENCE[operator];
  // `??` may not touch a bare `||` or `&&`, tighter though they bind.
  const least = operator === '??' ? PRECEDENCE['=='] : strength;
  const isChain = left.kind === 'binary' && left.operator === operator;
  return `${isChain ? outline(left) : grouped(left, least)} ${operator} ${grouped(right, Math.max(least, strength + 1))}`;
}

function grouped(tree: Expression, least: number): string {
  return strengthOf(tree) < least ? `(${outline(tree)})` : outline(tree);
}

function strengthOf(tree: Expression): number {
  if (tree.kind === 'binary') return PRECEDENCE[tree.operator];
  if (tree.kind === 'choice') return 0;
  if (tree.kind === 'unary') return SIGN;
  return tree.kind === 'literal' && typeof tree.value === 'number' ? NUMBER : TIGHTEST;
}

function templatePart(part: Expression): string {
  return part.kind === 'literal' && typeof part.value === 'string' ? '…' : `\${${outline(part)}}`;
}
